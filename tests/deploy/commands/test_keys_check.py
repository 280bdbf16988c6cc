"""`cercle keys check`: counts by key, shows nothing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from deploy.opened import open_territory
from tests.deploy.commands.keys_and_trail import CANARY, make_territory, run


def test_every_value_is_opened_and_counted(tmp_path: Path) -> None:
    make_territory(tmp_path)
    ran = run(tmp_path, "keys", "check")
    assert ran.exit_code == 0
    assert "Valeurs : 3" in ran.output.replace("\u00a0", " ")
    assert CANARY not in ran.output


def test_what_nobody_can_open_is_told_by_column(tmp_path: Path) -> None:
    make_territory(tmp_path)
    with open_territory(tmp_path) as opened, opened.database.begin() as connection:
        connection.execute(text(f"UPDATE outbox SET payload = X'{'00' * 40}'"))
    ran = run(tmp_path, "keys", "check")
    assert ran.exit_code == 1
    assert "outbox.payload" in ran.output
