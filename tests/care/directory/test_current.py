"""The index is built once per import."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.directory.current import CurrentIndex
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.database import Database
from care.runtime.errors import Refusal
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, take_in


def test_nothing_imported_is_said(database: Database) -> None:
    with database.begin() as connection, pytest.raises(Refusal, match="directory-empty"):
        CurrentIndex().load(connection, KEYS)


def test_the_index_is_kept_until_the_next_import(units: Units, tmp_path: Path) -> None:
    current = CurrentIndex()
    with units.database.begin() as connection:
        _, first = current.load(connection, KEYS)
        _, second = current.load(connection, KEYS)
    assert first is second
    people = write_synthetic_files(tmp_path, people=310)
    take_in(units.database, tmp_path)
    with units.database.begin() as connection:
        _, third = current.load(connection, KEYS)
    assert len(third.full_names) == len(people) == len(first.full_names) + 10
