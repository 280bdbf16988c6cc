"""`cercle keys retire`: only a key that nothing needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.runtime.errors import Refusal
from care.runtime.key_file import add_key
from deploy.state import TerritoryFolder
from tests.deploy.commands.keys_and_trail import make_territory, run


@pytest.fixture
def state(tmp_path: Path) -> Path:
    make_territory(tmp_path)
    return tmp_path


def _refused(state: Path, number: str) -> str:
    error = run(state, "keys", "retire", number).exception
    assert isinstance(error, Refusal)
    return error.reason


def test_one_that_still_seals_is_kept(state: Path) -> None:
    assert _refused(state, "1") == "keys-used"
    add_key(TerritoryFolder(state).keys)
    assert _refused(state, "1") == "keys-used"
    assert _refused(state, "2") == "keys-last"
    assert _refused(state, "9") == "keys-unknown"


def test_one_that_seals_nothing_goes_and_nothing_is_lost(state: Path) -> None:
    run(state, "keys", "rotate")
    assert "Clé 1 retirée" in run(state, "keys", "retire", "1").output
    assert run(state, "keys", "check").exit_code == 0
    assert run(state, "audit", "verify").exit_code == 0
    assert not TerritoryFolder(state).keys.read_text(encoding="utf-8").startswith("1:")
