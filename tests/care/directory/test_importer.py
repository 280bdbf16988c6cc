"""The import: whole or not at all, and the last good one answers until then."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.national_files import FileKind, UnusableFile
from care.directory.store import load_edition, load_people
from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.database import Database
from tests.care.directory.territory import empty_database, take_in

Files = tuple[Path, list[SyntheticPerson]]
STAMP = "202611120600"


def copy_of(files: Files, folder: Path) -> Path:
    return Path(shutil.copytree(files[0], folder / "copie"))


def published(folder: Path, stem: str = ACTIVITIES.stem) -> Path:
    return folder / f"{stem}_{STAMP}.txt"


def rewrite(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")


def everyone(database: Database) -> dict[str, object]:
    with database.begin() as connection:
        return {person.rpps: person for person in load_people(connection)}


def test_one_person_is_one_whatever_the_rows(database: Database, files: Files) -> None:
    report = take_in(database, files[0])
    with database.begin() as connection:
        found = {person.rpps: person for person in load_people(connection)}
    assert found.keys() == {person.rpps for person in files[1]}
    assert report.added == len(files[1]) < report.edition.rows
    two_places = found[files[1][3].rpps]
    assert len(two_places.activities) == 2
    assert two_places.mailboxes == ()
    doctor = found[files[1][5].rpps]
    assert [skill.code for skill in doctor.skills] == ["SM15"]
    assert doctor.mailboxes == (files[1][5].mailbox,)


def test_ids_say_nothing_and_survive(database: Database, files: Files) -> None:
    take_in(database, files[0])
    with database.begin() as connection:
        before = {person.rpps: person.id for person in load_people(connection)}
    other = empty_database()
    take_in(other, files[0])
    with other.begin() as connection:
        assert {person.rpps: person.id for person in load_people(connection)} == before
    assert not any(rpps in person_id for rpps, person_id in before.items())


def test_importing_the_same_files_again_changes_nothing(database: Database, files: Files) -> None:
    first = take_in(database, files[0])
    again = take_in(database, files[0])
    assert again.edition == first.edition
    assert not again.changed


def test_rows_said_twice_and_in_another_order_are_the_same(
    database: Database, files: Files, tmp_path: Path
) -> None:
    take_in(database, files[0])
    folder = copy_of(files, tmp_path)
    for kind in (ACTIVITIES, SKILLS, MAILBOXES):
        rewrite(published(folder, kind.stem), lambda n: [n[0], *reversed(n[1:]), *n[1:5]])
    assert not take_in(database, folder).changed


def test_only_differences_are_written(database: Database, files: Files, tmp_path: Path) -> None:
    take_in(database, files[0])
    before = everyone(database)
    gone, moved = files[1][0], files[1][1]
    folder = copy_of(files, tmp_path)
    for kind in (ACTIVITIES, SKILLS, MAILBOXES):
        rewrite(
            published(folder, kind.stem), lambda lines: [n for n in lines if gone.rpps not in n]
        )
    rewrite(
        published(folder),
        lambda lines: [
            n.replace(moved.phone, "0199009999") if moved.rpps in n else n for n in lines
        ],
    )
    report = take_in(database, folder)
    assert (report.added, report.removed, report.updated) == (0, 1, 1)
    after = everyone(database)
    assert before.keys() - after.keys() == {gone.rpps}
    assert [rpps for rpps in after if after[rpps] != before[rpps]] == [moved.rpps]


def test_a_newer_file_that_says_the_same_only_moves_the_date(
    database: Database, files: Files, tmp_path: Path
) -> None:
    first = take_in(database, files[0])
    folder = copy_of(files, tmp_path)
    for path in list(folder.iterdir()):
        path.rename(path.with_name(path.name.replace(STAMP, "202611130600")))
    second = take_in(database, folder)
    assert not second.changed
    assert second.edition.published_at > first.edition.published_at


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_at_any_byte_is_refused_or_complete(
    folder: Path, tmp_path: Path, share: float
) -> None:
    cut_folder = tmp_path / "cut"
    shutil.rmtree(cut_folder, ignore_errors=True)
    shutil.copytree(folder, cut_folder)
    whole = published(cut_folder).read_bytes()
    cut = whole[: int(len(whole) * share)]
    published(cut_folder).write_bytes(cut)
    database = empty_database()
    take_in(database, folder)
    before = everyone(database)
    try:
        take_in(database, cut_folder)
    except UnusableFile:
        assert everyone(database) == before
    else:
        # Cut between two rows near the very end: nothing tells it from a file of another day.
        assert whole[len(cut) - 1 : len(cut) + 1].count(b"\n") == 1
        assert cut.count(b"\n") > whole.count(b"\n") * 0.95
        # Whoever's rows the cut fell between has lost some of their places.
        changed = [rpps for rpps, person in everyone(database).items() if person != before[rpps]]
        assert len(changed) <= 1
    finally:
        database.close()


def test_a_first_file_cut_between_two_rows_lacks_known_people(
    database: Database, files: Files, tmp_path: Path
) -> None:
    folder = copy_of(files, tmp_path)
    rewrite(published(folder), lambda lines: lines[: len(lines) // 2])
    with pytest.raises(UnusableFile, match="file-incomplete"):
        take_in(database, folder)


@pytest.mark.parametrize("kind", [SKILLS, MAILBOXES], ids=lambda kind: kind.stem)
def test_a_companion_file_cut_between_two_rows_has_lost_too_many(
    database: Database, files: Files, tmp_path: Path, kind: FileKind
) -> None:
    take_in(database, files[0])
    before = everyone(database)
    folder = copy_of(files, tmp_path)
    # The skills of a doctor are also in the rows of activity: drop both.
    rewrite(published(folder), lambda lines: [re.sub(r"\|SM\d\d\|", "||", n) for n in lines])
    rewrite(published(folder, kind.stem), lambda lines: lines[: len(lines) // 2])
    with pytest.raises(UnusableFile, match="file-incomplete"):
        take_in(database, folder)
    assert everyone(database) == before


@pytest.mark.parametrize("kind", [ACTIVITIES, SKILLS, MAILBOXES], ids=lambda kind: kind.stem)
def test_a_renamed_column_is_refused_and_the_last_import_stays(
    database: Database, files: Files, tmp_path: Path, kind: FileKind
) -> None:
    take_in(database, files[0])
    before = everyone(database)
    folder = copy_of(files, tmp_path)
    path = published(folder, kind.stem)
    rewrite(path, lambda n: [n[0].replace("Identification nationale PP", "Id. nat."), *n[1:]])
    with pytest.raises(UnusableFile, match="file-column-missing"):
        take_in(database, folder)
    assert everyone(database) == before


def test_another_encoding_is_refused(database: Database, files: Files, tmp_path: Path) -> None:
    folder = copy_of(files, tmp_path)
    text = published(folder).read_text(encoding="utf-8")
    published(folder).write_bytes(text.encode("cp1252", "replace"))
    with pytest.raises(UnusableFile, match="file-encoding"):
        take_in(database, folder)


def test_an_older_file_is_refused(database: Database, files: Files, tmp_path: Path) -> None:
    take_in(database, files[0])
    folder = copy_of(files, tmp_path)
    for path in list(folder.iterdir()):
        path.rename(path.with_name(path.name.replace(STAMP, "202611010600")))
    with pytest.raises(UnusableFile, match="file-older"):
        take_in(database, folder)


def test_a_much_smaller_file_is_taken_only_on_purpose(
    database: Database, files: Files, tmp_path: Path
) -> None:
    take_in(database, files[0])
    few = write_synthetic_files(tmp_path, people=40)
    with pytest.raises(UnusableFile, match="file-smaller"):
        take_in(database, tmp_path)
    assert take_in(database, tmp_path, accept_smaller=True).edition.people == len(few)


def test_a_death_in_the_middle_keeps_the_last_import(
    database: Database, files: Files, tmp_path: Path
) -> None:
    take_in(database, files[0])
    before = everyone(database)
    write_synthetic_files(tmp_path, seed=77)

    class PowerCut(Exception):
        pass

    def cut_power(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO directory_people"):
            raise PowerCut

    event.listen(database.engine, "after_cursor_execute", cut_power)
    with pytest.raises(PowerCut):
        take_in(database, tmp_path, accept_smaller=True)
    event.remove(database.engine, "after_cursor_execute", cut_power)
    assert everyone(database) == before
    assert take_in(database, tmp_path, accept_smaller=True).changed


def test_nobody_in_the_territory_is_refused(database: Database, tmp_path: Path) -> None:
    write_synthetic_files(tmp_path, people=0)
    with pytest.raises(UnusableFile, match="file-"):
        take_in(database, tmp_path)
    with database.begin() as connection:
        assert load_edition(connection) is None
