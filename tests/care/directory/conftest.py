"""The territory, imported once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW, empty_database, take_in


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SyntheticPerson]]:
    """The folder of the national files, and who is in the territory."""
    folder = tmp_path_factory.mktemp("annuaire")
    return folder, write_synthetic_files(folder)


@pytest.fixture(scope="session")
def folder(files: tuple[Path, list[SyntheticPerson]]) -> Path:
    """The folder of the national files."""
    return files[0]


@pytest.fixture
def people(files: tuple[Path, list[SyntheticPerson]]) -> list[SyntheticPerson]:
    """Who is in the territory."""
    return files[1]


@pytest.fixture
def database() -> Iterator[Database]:
    """Nothing imported yet."""
    made = empty_database()
    yield made
    made.close()


@pytest.fixture
def units(database: Database, files: tuple[Path, list[SyntheticPerson]]) -> Units:
    """Units of work on the imported territory."""
    take_in(database, files[0])
    return Units(database, KEYS, ManualClock(NOW))
