"""Takes in the three national files, whole or not at all; the last good import stays until then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS, ActivityRow
from care.directory.gathering import (
    gather_activities,
    gather_mailboxes,
    gather_skills,
    to_professionals,
)
from care.directory.model import Edition, ImportReport, Professional
from care.directory.national_files import NationalFile, RowCount, find_file
from care.directory.rules import check_edition, check_files_agree
from care.directory.store import (
    load_edition,
    load_records,
    replace_people,
    save_edition,
    write_record,
)
from care.runtime.database import Database
from care.runtime.sealing import KeyRing

_ID_LENGTH = 32


def import_folder(
    database: Database,
    keys: KeyRing,
    folder: Path,
    communes: Iterable[str],
    now: datetime,
    *,
    accept_smaller: bool = False,
) -> ImportReport:
    """Import the newest national files of `folder` for the INSEE codes `communes`.

    `accept_smaller` takes a file much smaller than the last one. Raises UnusableFile when a file
    cannot be trusted: nothing changes then. Importing the same files again changes nothing.
    """
    files = [find_file(folder, kind) for kind in (ACTIVITIES, SKILLS, MAILBOXES)]
    count = RowCount()
    people = _read_people(files, frozenset(communes), keys, count)
    edition = Edition(0, files[0].published_at, now, len(people), count.good)
    with database.begin() as connection:
        current = load_edition(connection)
        check_edition(current, edition, accept_smaller=accept_smaller)
        return _replace(connection, current, edition, people, count.stray)


def _read_people(
    files: list[NationalFile], communes: frozenset[str], keys: KeyRing, count: RowCount
) -> list[Professional]:
    activities, skills, mailboxes = files
    unseen = {hash(row[0]) for row in skills.rows(RowCount())}
    skilled = len(unseen)
    people = gather_activities(_tick_off(activities.rows(count), unseen), communes)
    check_files_agree(len(unseen), skilled, activities.path.name)
    gather_skills(people, skills.rows(RowCount()))
    gather_mailboxes(people, mailboxes.rows(RowCount()))
    return to_professionals(people, lambda national_id: _opaque_id(keys, national_id))


def _tick_off(rows: Iterator[tuple[str, ...]], unseen: set[int]) -> Iterator[ActivityRow]:
    for values in rows:
        row = ActivityRow(*values)
        unseen.discard(hash(row.national_id))
        yield row


def _replace(
    connection: Connection,
    current: Edition | None,
    edition: Edition,
    people: list[Professional],
    stray: int,
) -> ImportReport:
    before = load_records(connection)
    after = {person.id: (person, write_record(person)) for person in people}
    changed = {key for key, (_, record) in after.items() if before.get(key) != record}
    gone = before.keys() - after.keys()
    if current is None or changed or gone or current.published_at != edition.published_at:
        replace_people(connection, gone | changed, (after[key] for key in sorted(changed)))
        current = save_edition(connection, edition)
    added = len(changed - before.keys())
    return ImportReport(current, added, len(gone), len(changed) - added, stray)


def _opaque_id(keys: KeyRing, national_id: str) -> str:
    """The same for each import, and for whoever lacks our keys says nothing of the person."""
    return keys.blind(national_id, "directory.person")[:_ID_LENGTH]
