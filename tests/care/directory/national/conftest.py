"""An invented country of 20,000 activities, and the demonstration's territory, both indexed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from care.directory.national.building import build_national_index
from care.directory.national.editions import current_name
from care.directory.national.search import NationalIndex
from care.directory.national.synthetic.files import generate_national_files
from care.directory.national.tables import SmallLists, Tables, load_lists, load_tables
from care.directory.national.vocabulary import Words
from care.directory.synthetic_files import write_synthetic_files

NOW = datetime(2026, 11, 13, 7, 0, tzinfo=UTC)
ROWS = 20_000


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The national files of an invented country."""
    folder = tmp_path_factory.mktemp("country")
    generate_national_files(folder, ROWS, seed=3)
    return folder


@pytest.fixture(scope="session")
def country_root(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the country's index is."""
    root = tmp_path_factory.mktemp("index")
    build_national_index(country, root, NOW)
    return root


@pytest.fixture(scope="session")
def country_index(country_root: Path) -> NationalIndex:
    """The country's index, open."""
    return NationalIndex(country_root / current_name(country_root), str)


@pytest.fixture(scope="session")
def tables(country_root: Path) -> Tables:
    """The arrays of the country's index."""
    return load_tables(country_root / current_name(country_root))


@pytest.fixture(scope="session")
def lists(country_root: Path) -> SmallLists:
    """The small lists of the country's index."""
    return load_lists(country_root / current_name(country_root))


@pytest.fixture(scope="session")
def known_words(country_root: Path) -> Words:
    """The words of the country's index."""
    text = (country_root / current_name(country_root) / "words.txt").read_text(encoding="ascii")
    return Words(text.split("\n"))


@pytest.fixture(scope="session")
def village_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The national files of the demonstration, whose first people are always the same."""
    folder = tmp_path_factory.mktemp("village")
    write_synthetic_files(folder)
    return folder


@pytest.fixture(scope="session")
def village(village_files: Path, tmp_path_factory: pytest.TempPathFactory) -> NationalIndex:
    """The demonstration's territory, indexed."""
    root = tmp_path_factory.mktemp("village-index")
    build_national_index(village_files, root, NOW)
    return NationalIndex(root / current_name(root), str)


@pytest.fixture
def first(village: NationalIndex) -> Callable[..., str]:
    """Asks the village from Le Havre: the name of the first answer."""

    def ask(text: str, **asked: object) -> str:
        found = village.search(text, "76351", **asked)  # type: ignore[arg-type]
        return f"{found.people[0].person.family_name} {found.people[0].person.given_name}"

    return ask
