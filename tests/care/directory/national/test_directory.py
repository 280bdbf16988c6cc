"""The directory follows its index, and survives a bad one."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from care.directory.national.building import build_national_index
from care.directory.national.directory import NationalDirectory
from care.directory.national.editions import IndexDamaged, IndexMissing, current_name
from tests.care.directory.national.conftest import NOW

_LATER = NOW + timedelta(days=1)


def _spoil(root: Path, file: str) -> None:
    path = root / current_name(root) / file
    path.write_bytes(bytes(len(path.read_bytes())))


def test_nothing_to_search(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing) as missing:
        NationalDirectory(tmp_path, str).search("martin")
    assert missing.value.reason == "directory-empty"


def test_it_opens_when_first_asked_and_follows(village_files: Path, tmp_path: Path) -> None:
    directory = NationalDirectory(tmp_path, str)
    build_national_index(village_files, tmp_path, NOW)
    assert directory.edition().imported_at == NOW
    build_national_index(village_files, tmp_path, _LATER)
    assert directory.edition().imported_at == _LATER


def test_a_damaged_new_index_leaves_the_open_one(village_files: Path, tmp_path: Path) -> None:
    build_national_index(village_files, tmp_path, NOW)
    directory = NationalDirectory(tmp_path, str)
    assert directory.search("alice fictif").total == 1
    build_national_index(village_files, tmp_path, _LATER)
    _spoil(tmp_path, "words.txt")
    assert directory.search("alice fictif").total == 1
    assert directory.edition().imported_at == NOW


def test_a_damaged_index_at_the_start_gives_way_to_the_one_before(
    village_files: Path, tmp_path: Path
) -> None:
    build_national_index(village_files, tmp_path, NOW)
    build_national_index(village_files, tmp_path, _LATER)
    _spoil(tmp_path, "postings.items.npy")
    assert NationalDirectory(tmp_path, str).edition().imported_at == NOW


@pytest.mark.parametrize("file", ["words.txt", "lists.json", "owners.npy", "manifest.json"])
def test_nothing_but_a_damaged_index_until_it_is_rebuilt(
    village_files: Path, tmp_path: Path, file: str
) -> None:
    build_national_index(village_files, tmp_path, NOW)
    _spoil(tmp_path, file)
    directory = NationalDirectory(tmp_path, str)
    with pytest.raises(IndexDamaged):
        directory.search("alice fictif")
    build_national_index(village_files, tmp_path, _LATER)
    assert directory.search("alice fictif").total == 1


def test_rows_spoilt_while_open_give_way_to_the_index_before(
    village_files: Path, tmp_path: Path
) -> None:
    build_national_index(village_files, tmp_path, NOW)
    build_national_index(village_files, tmp_path, _LATER)
    directory = NationalDirectory(tmp_path, str)
    assert directory.edition().imported_at == _LATER
    _spoil(tmp_path, "rows.txt")
    assert directory.search("alice fictif").people[0].person.family_name == "FICTIF"
    assert directory.edition().imported_at == NOW


def test_many_ask_while_it_is_rebuilt(village_files: Path, tmp_path: Path) -> None:
    build_national_index(village_files, tmp_path, NOW)
    directory = NationalDirectory(tmp_path, str)
    alone = {text: directory.search(text, "76351") for text in ("dupont", "kine", "sage fame", "m")}
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            for text, expected in alone.items():
                try:
                    if directory.search(text, "76351") != expected:
                        wrong.append(text)
                except Exception as error:
                    wrong.append(error)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for day in range(3):
        build_national_index(village_files, tmp_path, NOW + timedelta(days=day))
    done.set()
    for asker in askers:
        asker.join()
    assert wrong == []


def test_an_open_index_answers_when_its_folder_goes(village_files: Path, tmp_path: Path) -> None:
    build_national_index(village_files, tmp_path, NOW)
    directory = NationalDirectory(tmp_path, str)
    directory.edition()
    shutil.rmtree(tmp_path / current_name(tmp_path))
    assert directory.search("alice fictif").total == 1
