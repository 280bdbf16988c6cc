"""Keys open, pages last, and what is asked is counted with the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridges.directory_api.problems import Problem
from bridges.directory_api.service import DirectoryService
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.database import Database
from care.software.store import create_key, list_keys
from tests.care.directory.territory import KEYS, NOW, empty_database, take_in


@pytest.fixture
def database(folder: Path) -> Database:
    made = empty_database()
    take_in(made, folder)
    return made


def test_a_key_opens_and_its_questions_are_counted(database: Database) -> None:
    service = DirectoryService(KEYS)
    with database.begin() as connection:
        secret = create_key(connection, "Essai", NOW)
        key = service.authenticate(connection, secret.text)
        answer = service.search(connection, key, "Practitioner", (), "http://x/fhir", NOW)
        assert answer.results == 50
        (kept,) = list_keys(connection)
        assert (kept.queries, kept.last_day) == (1, NOW.date())


@pytest.mark.parametrize("given", ["", "x", "cercle_0123456789abcdef_" + "A" * 43])
def test_no_other_opens(database: Database, given: str) -> None:
    with database.begin() as connection, pytest.raises(Problem) as refused:
        DirectoryService(KEYS).authenticate(connection, given)
    assert refused.value.status == 401


def test_pages_outlive_a_restart_but_not_another_import(database: Database, tmp_path: Path) -> None:
    with database.begin() as connection:
        key = DirectoryService(KEYS).authenticate(
            connection, create_key(connection, "Essai", NOW).text
        )
        first = DirectoryService(KEYS).search(connection, key, "Practitioner", (), "http://x", NOW)
        sealed = first.body.decode().partition("_page=")[2].partition('"')[0]
        page = (("_page", sealed),)
        again = DirectoryService(KEYS).search(
            connection, key, "Practitioner", page, "http://x", NOW
        )
        assert again.results == 50
    write_synthetic_files(tmp_path, seed=3, people=30)
    take_in(database, tmp_path, accept_smaller=True)
    with database.begin() as connection, pytest.raises(Problem) as refused:
        DirectoryService(KEYS).search(connection, key, "Practitioner", page, "http://x", NOW)
    assert refused.value.status == 410
