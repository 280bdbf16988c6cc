"""A whole intake: rows and the index of the country say the same, or nothing has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.directory.national.editions import check, current_name
from care.directory.national_files import UnusableFile
from care.directory.sources.files import FilesSource, FolderSource
from care.directory.sources.taking import Place, take_in
from care.directory.store import load_edition
from care.runtime.database import Database
from tests.care.directory.sources.archives import pack
from tests.care.directory.territory import COMMUNES, KEYS, NOW


def place_in(database: Database, folder: Path) -> Place:
    return Place(database, KEYS, COMMUNES, folder / "national", folder / "spool")


def test_an_archive_fills_the_rows_and_the_index(
    folder: Path, database: Database, tmp_path: Path
) -> None:
    place = place_in(database, tmp_path)
    archive = pack(folder, tmp_path / "a.zip", within="national/")
    taken = take_in(place, FilesSource([archive]), NOW)
    assert taken.report is not None
    index = check(place.national / current_name(place.national))
    assert index.published_at == taken.report.edition.published_at
    assert taken.origin == "a.zip"


def test_a_refused_source_changes_neither(folder: Path, database: Database, tmp_path: Path) -> None:
    place = place_in(database, tmp_path)
    take_in(place, FolderSource(folder), NOW)
    before = current_name(place.national)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnusableFile):
        take_in(place, FolderSource(tmp_path / "empty"), NOW)
    with database.begin() as connection:
        assert load_edition(connection) is not None
    assert current_name(place.national) == before
