"""Building the index: everyone is in it, or nothing changes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from care.directory.columns import ACTIVITIES, SKILLS
from care.directory.gathering import gather_activities, gather_mailboxes, gather_skills
from care.directory.national.building import build_national_index
from care.directory.national.directory import NationalDirectory
from care.directory.national.editions import current_name
from care.directory.national.search import NationalIndex
from care.directory.national_files import RowCount, UnusableFile, find_file
from tests.care.directory.national.conftest import NOW, ROWS

_BUILD = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from care.directory.national.building import build_national_index
if len(sys.argv) > 3:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
build_national_index(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC))
"""


def _build_apart(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _BUILD, *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def _copy_cut(files: Path, folder: Path, stem: str, kept: float) -> Path:
    shutil.copytree(files, folder)
    path = find_file(folder, next(k for k in (ACTIVITIES, SKILLS) if k.stem == stem)).path
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    return folder


def test_everyone_is_in_it_as_the_files_say(country: Path, country_index: NationalIndex) -> None:
    rows = list(find_file(country, ACTIVITIES).rows(RowCount()))
    assert country_index.edition.rows == len(rows) == ROWS
    assert country_index.edition.people == len({row[2] for row in rows})


def test_people_are_shown_as_the_territory_s_import_gathers_them(
    village_files: Path, village: NationalIndex
) -> None:
    from care.directory.columns import MAILBOXES, ActivityRow

    read = {k.stem: find_file(village_files, k).rows for k in (ACTIVITIES, SKILLS, MAILBOXES)}
    rows = [ActivityRow(*values) for values in read[ACTIVITIES.stem](RowCount())]
    people = gather_activities(rows, frozenset(row.commune_code for row in rows))
    gather_skills(people, read[SKILLS.stem](RowCount()))
    gather_mailboxes(people, read[MAILBOXES.stem](RowCount()))
    for national_id, gathered in people.items():
        shown = village.search(national_id[1:]).people[0].person
        assert shown == gathered.to_professional(national_id)


@pytest.mark.parametrize("stem", [ACTIVITIES.stem, SKILLS.stem])
@pytest.mark.parametrize("kept", [0.0, 0.2, 0.999])
def test_a_cut_file_changes_nothing(
    village_files: Path, tmp_path: Path, stem: str, kept: float
) -> None:
    build_national_index(village_files, tmp_path / "index", NOW)
    before = current_name(tmp_path / "index")
    with pytest.raises(UnusableFile):
        build_national_index(
            _copy_cut(village_files, tmp_path / "cut", stem, kept), tmp_path / "index", NOW
        )
    assert current_name(tmp_path / "index") == before
    assert not list((tmp_path / "index").glob(".new*"))


def test_a_file_that_lacks_people_is_refused(village_files: Path, tmp_path: Path) -> None:
    shutil.copytree(village_files, tmp_path / "files")
    path = find_file(tmp_path / "files", ACTIVITIES).path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: len(lines) // 2]))
    with pytest.raises(UnusableFile) as refused:
        build_national_index(tmp_path / "files", tmp_path / "index", NOW)
    assert refused.value.reason == "file-incomplete"


def test_a_full_disk_leaves_the_last_index(village_files: Path, tmp_path: Path) -> None:
    build_national_index(village_files, tmp_path, NOW)
    before = current_name(tmp_path)
    failed = _build_apart(village_files, tmp_path, 40_000)
    _, said = failed.communicate()
    assert failed.returncode == 1
    assert b"OSError" in said
    assert current_name(tmp_path) == before
    assert NationalDirectory(tmp_path, str).search("alice fictif").total == 1


def test_a_kill_at_any_moment_leaves_an_index_that_answers(country: Path, tmp_path: Path) -> None:
    build_national_index(country, tmp_path, NOW)
    directory = NationalDirectory(tmp_path, str)
    for moment in (0.25, 0.45, 0.6, 0.75):
        child = _build_apart(country, tmp_path)
        time.sleep(moment)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        assert directory.search("martin").total > 5
        assert NationalDirectory(tmp_path, str).edition().rows == ROWS
    build_national_index(country, tmp_path, NOW + timedelta(days=1))
    assert not list(tmp_path.glob(".new*"))
    assert directory.edition().imported_at == NOW + timedelta(days=1)
