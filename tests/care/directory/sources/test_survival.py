"""Killed, starved or misled, the directory answers from one whole import: the last good one."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.national.directory import NationalDirectory
from care.directory.national.editions import IndexDamaged, check, names
from care.directory.national_files import FileKind, UnusableFile
from care.directory.rules import is_stale
from care.directory.sources.files import FolderSource
from care.directory.sources.taking import Place, take_in
from care.directory.store import load_edition, load_people, load_structures
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.database import METADATA, Database, sqlite_url
from tests.care.directory.sources.archives import pack
from tests.care.directory.sources.child import REFUSED
from tests.care.directory.territory import COMMUNES, KEYS, NOW

ROOT = Path(__file__).resolve().parents[4]
PEOPLE = 300


@dataclass
class Territory:
    """An imported territory, and a second state of the world that may be imported over it."""

    database: Database
    folder: Path
    first: Path
    second: Path

    @property
    def place(self) -> Place:
        return Place(self.database, KEYS, COMMUNES, self.folder / "national", self.folder / "spool")

    def state(self) -> tuple[object, ...]:
        """Everything that answers."""
        with self.database.begin() as connection:
            edition = load_edition(connection)
            people = sorted(load_people(connection), key=lambda person: person.id)
            places = sorted(load_structures(connection), key=lambda place: place.id)
        assert edition is not None and edition.people == len(people)
        return edition.published_at, tuple(people), tuple(places)

    def start(self, largest: int = 0) -> subprocess.Popen[str]:
        """A process that imports the second state."""
        paths = (self.folder / "service.db", self.second, self.folder / "national")
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.care.directory.sources.child"),
                *map(str, paths),
                str(largest),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def territory(tmp_path: Path) -> Iterator[Territory]:
    database = Database(sqlite_url(tmp_path / "service.db"))
    METADATA.create_all(database.engine)
    made = Territory(database, tmp_path, tmp_path / "first", tmp_path / "second")
    write_synthetic_files(made.first, people=PEOPLE)
    later = NOW - timedelta(days=1)
    write_synthetic_files(made.second, seed=7, people=PEOPLE + 40, published=later)
    take_in(made.place, FolderSource(made.first), NOW)
    yield made
    database.close()


def test_killed_at_any_moment_it_answers_from_one_import(territory: Territory) -> None:
    chance = random.Random(12)
    first = territory.state()
    territory.database.close()
    process = territory.start()
    process.communicate()
    second = territory.state()
    assert second != first
    outcomes = set()
    for _ in range(8):
        _set_back(territory)
        process = territory.start()
        assert process.stdout is not None and process.stdout.readline() == "go\n"
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        process.wait()
        state = territory.state()
        assert state[1:] in (first[1:], second[1:])
        outcomes.add(state[1:] == first[1:])
        for name in names(territory.place.national):
            check(territory.place.national / name)
    assert True in outcomes


def _set_back(territory: Territory) -> None:
    """Back to the first state, as if the second had never been published."""
    territory.database.close()
    for path in territory.folder.glob("service.db*"):
        path.unlink()
    shutil.rmtree(territory.place.national)
    territory.database = Database(sqlite_url(territory.folder / "service.db"))
    METADATA.create_all(territory.database.engine)
    take_in(territory.place, FolderSource(territory.first), NOW)
    territory.database.close()


def test_after_a_kill_the_next_import_goes_through(territory: Territory) -> None:
    process = territory.start()
    assert process.stdout is not None and process.stdout.readline() == "go\n"
    process.kill()
    process.wait()
    assert territory.start().wait() == 0
    with territory.database.begin() as connection:
        edition = load_edition(connection)
    assert edition is not None and edition.people == PEOPLE + 40


@pytest.mark.parametrize("largest", [1_000, 40_000, 150_000])
def test_a_full_disk_changes_nothing_and_is_told(territory: Territory, largest: int) -> None:
    before = territory.state()
    territory.database.close()
    process = territory.start(largest)
    said, _ = process.communicate()
    assert process.returncode == REFUSED
    assert said.split()[-1] in {"source-database", "source-disk-full", "source-disk"}
    if said.split()[-1] == "source-database":
        assert territory.state() == before
    assert names(territory.place.national)
    check(territory.place.national / names(territory.place.national)[0])


def test_ten_days_without_a_file_keep_it_answering_with_a_caution(territory: Territory) -> None:
    with territory.database.begin() as connection:
        edition = load_edition(connection)
    assert edition is not None
    assert not is_stale(edition, edition.published_at + timedelta(days=10))
    assert is_stale(edition, edition.published_at + timedelta(days=10, minutes=1))
    assert len(territory.state()[1]) == PEOPLE  # type: ignore[arg-type]


def test_an_archive_cut_anywhere_changes_nothing(territory: Territory) -> None:
    whole = pack(territory.second, territory.folder / "whole.zip").read_bytes()
    before = territory.state()
    dropped = territory.folder / "dropped"
    for share in (0.1, 0.5, 0.9, 0.999):
        shutil.rmtree(dropped, ignore_errors=True)
        dropped.mkdir()
        (dropped / "PS_LibreAcces.zip").write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(UnusableFile):
            take_in(territory.place, FolderSource(dropped), NOW)
    assert territory.state() == before


def test_an_older_publication_is_refused(territory: Territory) -> None:
    take_in(territory.place, FolderSource(territory.second), NOW, accept_smaller=True)
    before = territory.state()
    with pytest.raises(UnusableFile) as refused:
        take_in(territory.place, FolderSource(territory.first), NOW, accept_smaller=True)
    assert refused.value.reason == "file-older"
    assert territory.state() == before


def test_a_damaged_index_is_told_from_a_whole_one(territory: Territory) -> None:
    folder = territory.place.national / names(territory.place.national)[0]
    victim = max(folder.iterdir(), key=lambda path: path.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-1])
    with pytest.raises(IndexDamaged):
        check(folder)
    assert territory.state()


def _copy(
    territory: Territory, change: Callable[[bytes], bytes], kind: FileKind = ACTIVITIES
) -> Path:
    """The second state with one of its files changed."""
    folder = territory.folder / "changed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(territory.second, folder)
    (path,) = folder.glob(f"{kind.stem}_*.txt")
    path.write_bytes(change(path.read_bytes()))
    return folder


def _cut(share: float, whole: bytes) -> bytes:
    return whole[: int(len(whole) * share)]


def _country(territory: Territory) -> tuple[object, ...]:
    """What the index of the country answers."""
    directory = NationalDirectory(territory.place.national, str)
    found = directory.search("infirmier le havre", "76351", 50)
    return directory.edition().published_at, found.total, found.people


def test_a_file_cut_at_any_byte_changes_neither_the_territory_nor_the_country(
    territory: Territory,
) -> None:
    before, country = territory.state(), _country(territory)
    chance = random.Random(34)
    for _ in range(40):
        kind = chance.choice((ACTIVITIES, SKILLS, MAILBOXES))
        share = chance.choice((chance.random(), chance.uniform(0.97, 1)))
        changed = _copy(territory, partial(_cut, share), kind)
        try:
            take_in(territory.place, FolderSource(changed), NOW, accept_smaller=True)
        except UnusableFile:
            assert (territory.state(), _country(territory)) == (before, country)
        else:
            # Between two rows near the very end: nothing tells it from a file of another day.
            assert share > 0.9
            before, country = territory.state(), _country(territory)


@pytest.mark.parametrize("kind", [ACTIVITIES, SKILLS, MAILBOXES], ids=lambda kind: kind.stem)
def test_another_encoding_changes_neither(territory: Territory, kind: FileKind) -> None:
    before, country = territory.state(), _country(territory)
    changed = _copy(territory, lambda whole: whole.decode().encode("utf-16"), kind)
    with pytest.raises(UnusableFile):
        take_in(territory.place, FolderSource(changed), NOW, accept_smaller=True)
    assert (territory.state(), _country(territory)) == (before, country)


def _with_columns(whole: bytes) -> bytes:
    header, *rows = whole.decode().splitlines()
    added = [header.replace("|", "|Colonne nouvelle|", 1)]
    return "\n".join([*added, *(row.replace("|", "|x|", 1) for row in rows), ""]).encode()


def _doubled(whole: bytes) -> bytes:
    header, *rows = whole.splitlines(keepends=True)
    return b"".join([header, *rows, *rows])


@pytest.mark.parametrize("change", [_with_columns, _doubled])
def test_columns_added_and_ids_said_twice_change_nothing_to_what_is_known(
    territory: Territory, change: Callable[[bytes], bytes]
) -> None:
    take_in(territory.place, FolderSource(territory.second), NOW, accept_smaller=True)
    second, country = territory.state(), _country(territory)
    for kind in (ACTIVITIES, SKILLS, MAILBOXES):
        changed = _copy(territory, change, kind)
        take_in(territory.place, FolderSource(changed), NOW, accept_smaller=True)
        assert (territory.state(), _country(territory)) == (second, country)
