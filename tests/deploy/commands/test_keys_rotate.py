"""`cercle keys rotate`: a new key, everything sealed anew, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.runtime.key_file import add_key
from care.runtime.outbox import load_pending
from deploy.opened import open_territory
from deploy.state import TerritoryFolder
from tests.deploy.commands.keys_and_trail import CANARY, make_territory, run


@pytest.fixture
def state(tmp_path: Path) -> Path:
    make_territory(tmp_path)
    return tmp_path


def test_a_new_key_seals_everything(state: Path) -> None:
    ran = run(state, "keys", "rotate")
    assert "Clé 2 ajoutée" in ran.output
    assert "scellées de nouveau : 3" in ran.output.replace("\u00a0", " ")
    check = run(state, "keys", "check").output.replace("\u00a0", " ")
    assert "Clé 1. Valeurs : 0" in check
    assert "Clé 2, celle qui scelle. Valeurs : 4" in check
    with open_territory(state) as opened, opened.database.begin() as connection:
        (row,) = load_pending(connection, opened.keys, "@bot")
        assert CANARY in repr(row.outgoing)


def test_one_that_was_interrupted_is_finished_first(state: Path) -> None:
    add_key(TerritoryFolder(state).keys)
    assert "terminé" in run(state, "keys", "rotate").output
    assert "Clé 3 ajoutée" in run(state, "keys", "rotate").output


def test_the_trail_is_intact_after_and_says_it(state: Path) -> None:
    run(state, "keys", "rotate")
    assert run(state, "audit", "verify").exit_code == 0
