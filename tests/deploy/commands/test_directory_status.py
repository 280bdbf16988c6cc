"""The state of the directory, in sentences for an operator."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from typer.testing import CliRunner

from care.directory.synthetic_files import write_synthetic_files
from care.directory.tables import REFRESHES
from deploy.cli import build
from deploy.commands.directory_status import describe
from tests.care.directory.territory import NOW, empty_database, take_in

EXAMPLE = Path(__file__).resolve().parents[3] / "territory.example.toml"
PARIS = ZoneInfo("Europe/Paris")


def test_says_when_nothing_was_ever_imported(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "territory.toml")
    ran = CliRunner().invoke(build(), ["directory", "status", "--state", str(tmp_path)])
    assert "jamais" in ran.output


def test_says_how_old_it_is_and_what_changed(tmp_path: Path) -> None:
    people = write_synthetic_files(tmp_path, people=30)
    database = empty_database()
    take_in(database, tmp_path)
    with database.begin() as connection:
        fresh = "\n".join(describe(connection, NOW, PARIS))
        old = "\n".join(describe(connection, NOW + timedelta(days=9), PARIS))
    assert "12/11/2026" in fresh and "30 professionnels" in fresh and "30 nouveaux" in fresh
    assert "dix jours" not in fresh
    assert "dix jours" in old
    assert not any(person.family_name in fresh for person in people)


def test_says_why_the_last_refresh_failed() -> None:
    database = empty_database()
    values = {"name": "national", "due_at": NOW, "tried_at": NOW, "mark": ""}
    with database.begin() as connection:
        connection.execute(insert(REFRESHES).values(**values, failure="source-certificate"))
        told = "\n".join(describe(connection, NOW, PARIS))
    assert "source-certificate" in told and "15/11/2026" in told
