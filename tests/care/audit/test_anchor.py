"""The anchor moves with the trail, and stays where it is when the trail lost something."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from care.audit.anchor import keep_anchor, load_anchor
from care.audit.model import Head
from care.audit.store import load_head
from care.runtime.database import Database
from care.runtime.errors import PermanentFailure
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from tests.care.audit.circle_story import tamper, write_story


def _head(database: Database) -> Head:
    with database.begin() as connection:
        return load_head(connection)


def test_it_follows_the_trail(database: Database, units: Units, tmp_path: Path) -> None:
    file = tmp_path / "audit.anchor"
    assert load_anchor(file, units.keys) is None
    for _ in range(2):
        assert keep_anchor(database, units.keys, file)
        assert load_anchor(file, units.keys) == _head(database)
        write_story(units)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_is_not_moved_back(database: Database, units: Units, tmp_path: Path) -> None:
    file = tmp_path / "audit.anchor"
    write_story(units, times=2)
    keep_anchor(database, units.keys, file)
    before = load_anchor(file, units.keys)
    tamper(database, "DELETE FROM audit_trail WHERE sequence > 9")
    assert not keep_anchor(database, units.keys, file)
    write_story(units)
    assert not keep_anchor(database, units.keys, file)
    assert load_anchor(file, units.keys) == before


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"sequence": 9}', "\x00"])
def test_a_damaged_one_is_told(keys: KeyRing, tmp_path: Path, text: str) -> None:
    (tmp_path / "audit.anchor").write_text(text, encoding="utf-8")
    with pytest.raises(PermanentFailure):
        load_anchor(tmp_path / "audit.anchor", keys)


def test_one_that_was_rewritten_is_told(database: Database, units: Units, tmp_path: Path) -> None:
    file = tmp_path / "audit.anchor"
    write_story(units)
    keep_anchor(database, units.keys, file)
    file.write_text(file.read_text(encoding="utf-8").replace(": 6", ": 5"), encoding="utf-8")
    with pytest.raises(PermanentFailure, match="altered"):
        load_anchor(file, units.keys)
