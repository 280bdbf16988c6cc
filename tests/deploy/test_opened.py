"""A territory is opened up to date, and closed whatever happens."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect

from care.audit.model import Face, Kind
from care.runtime.errors import SettingsError
from deploy.opened import open_territory, operator_entry
from deploy.schema import SCHEMA
from tests.deploy.commands.keys_and_trail import make_territory


def test_the_schema_is_there(tmp_path: Path) -> None:
    make_territory(tmp_path)
    with open_territory(tmp_path) as opened, opened.database.begin() as connection:
        assert set(SCHEMA.tables) <= set(inspect(connection).get_table_names())
        assert opened.units.keys is opened.keys


def test_no_territory_is_one_readable_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError), open_territory(tmp_path):
        pass


def test_what_an_operator_does_is_said_to_be_done_from_the_server() -> None:
    entry = operator_entry("keys.rotated", {"key": 2}, patient="p1")
    assert (entry.face, entry.kind, entry.patient) == (Face.CLI, Kind.ADMINISTRATION, "p1")
