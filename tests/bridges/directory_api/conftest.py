"""The national files, and a program that asks about them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from tests.bridges.directory_api.practice import Practice, practising


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SyntheticPerson]]:
    """The folder of the national files, and who is in the territory."""
    folder = tmp_path_factory.mktemp("annuaire")
    return folder, write_synthetic_files(folder, people=120)


@pytest.fixture
def folder(files: tuple[Path, list[SyntheticPerson]]) -> Path:
    """The folder of the national files."""
    return files[0]


@pytest.fixture
def people(files: tuple[Path, list[SyntheticPerson]]) -> list[SyntheticPerson]:
    """Who is in the territory."""
    return files[1]


@pytest_asyncio.fixture
async def practice(folder: Path, tmp_path: Path) -> AsyncIterator[Practice]:
    """A program with a key."""
    async with practising(folder, tmp_path) as found:
        yield found
