"""`cercle audit verify`: says whether the trail was touched, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from care.runtime.errors import SettingsError
from deploy.commands.audit_verify import parse_head
from deploy.opened import open_territory
from tests.care.audit.circle_story import tamper
from tests.deploy.commands.keys_and_trail import make_territory, run


@pytest.fixture
def state(tmp_path: Path) -> Path:
    make_territory(tmp_path)
    return tmp_path


def test_an_untouched_trail_gives_its_last_line_to_note(state: Path) -> None:
    first = run(state, "audit", "verify")
    assert first.exit_code == 0
    assert "La trace est intacte. Lignes lues : 2" in first.output.replace("\u00a0", " ")
    assert "première vérification" in first.output
    noted = re.findall(r"2:[0-9a-f]{64}", first.output)
    again = run(state, "audit", "verify", "--head", noted[0])
    assert again.exit_code == 0
    assert "Rien n’a été coupé" in again.output


def test_a_changed_line_is_named(state: Path) -> None:
    with open_territory(state) as opened:
        tamper(opened.database, "UPDATE audit_trail SET actor = 'a9' WHERE sequence = 1")
    ran = run(state, "audit", "verify")
    assert ran.exit_code == 1
    assert re.search(r"Ligne 1.*modifiée", ran.output)


def test_an_end_cut_off_since_the_last_time_is_seen_and_stays_seen(state: Path) -> None:
    noted = re.findall(r"2:[0-9a-f]{64}", run(state, "audit", "verify").output)[0]
    with open_territory(state) as opened:
        tamper(opened.database, "DELETE FROM audit_trail WHERE sequence = 2")
    for _ in range(2):
        assert "coupées à la fin" in run(state, "audit", "verify").output
    (state / "service" / "audit.anchor").unlink()
    assert run(state, "audit", "verify", "--head", noted).exit_code == 1


def test_a_touched_anchor_is_told(state: Path) -> None:
    run(state, "audit", "verify")
    (state / "service" / "audit.anchor").write_text("{}", encoding="utf-8")
    ran = run(state, "audit", "verify")
    assert ran.exit_code == 1
    assert "repère" in ran.output


def test_the_database_of_a_territory_refuses_changes_by_itself(state: Path) -> None:
    with (
        open_territory(state) as opened,
        pytest.raises(IntegrityError, match="append_only"),
        opened.database.begin() as connection,
    ):
        connection.execute(text("DELETE FROM audit_trail"))


@pytest.mark.parametrize("head", ["", "12", "12:xyz", "a:" + "0" * 64])
def test_a_head_that_is_none_is_told(head: str) -> None:
    with pytest.raises(SettingsError):
        parse_head(head)
