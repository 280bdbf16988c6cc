"""Takes in the three national files, whole or not at all; the last good import stays until then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from care.directory.changes import compare, save_changes
from care.directory.columns import (
    ACTIVITIES,
    MAILBOXES,
    SHARED_MAILBOXES,
    SKILLS,
    ActivityRow,
)
from care.directory.gathering import (
    gather_activities,
    gather_mailboxes,
    gather_shared_mailboxes,
    gather_skills,
    to_professionals,
)
from care.directory.model import Edition, ImportReport, Professional, Structure
from care.directory.national_files import NationalFile, RowCount, find_file
from care.directory.rules import check_edition, check_files_agree, check_losses
from care.directory.sources.port import Progress, unheard
from care.directory.store import (
    load_edition,
    load_people,
    load_structures,
    replace_people,
    replace_structures,
    save_edition,
)
from care.directory.structures import Mailboxes, derive_structures
from care.runtime.database import Database
from care.runtime.sealing import KeyRing

_ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class _Content:
    """What the files say, by id."""

    people: dict[str, Professional]
    structures: dict[str, Structure]


def import_folder(
    database: Database,
    keys: KeyRing,
    folder: Path,
    communes: Iterable[str],
    now: datetime,
    *,
    accept_smaller: bool = False,
    progress: Progress = unheard,
) -> ImportReport:
    """Import the newest national files of `folder` for the INSEE codes `communes`.

    `progress` hears of the largest file only; `accept_smaller` takes a file much smaller than the
    last one. Raises UnusableFile when a file cannot be trusted: nothing changes then. Importing
    the same files again changes nothing.
    """
    files = [find_file(folder, kind) for kind in (ACTIVITIES, SKILLS, MAILBOXES)]
    name, size = files[0].path.name, files[0].path.stat().st_size
    count = RowCount(heard=lambda done: progress(name, done, size))
    people = _read_people(files, frozenset(communes), keys, count)
    shared = gather_shared_mailboxes(replace(files[2], kind=SHARED_MAILBOXES).rows(RowCount()))
    content = _Content(people, _structures(people, shared, keys))
    edition = Edition(0, files[0].published_at, now, len(people), count.good)
    with database.begin() as connection:
        current = load_edition(connection)
        before = {person.id: person for person in load_people(connection)}
        check_edition(current, edition, accept_smaller=accept_smaller)
        if not accept_smaller:
            check_losses(before, people)
        return _replace(connection, current, edition, before, content, count.stray)


def _read_people(
    files: list[NationalFile], communes: frozenset[str], keys: KeyRing, count: RowCount
) -> dict[str, Professional]:
    activities, skills, mailboxes = files
    unseen = {hash(row[0]) for row in skills.rows(RowCount())}
    skilled = len(unseen)
    people = gather_activities(_tick_off(activities.rows(count), unseen), communes)
    check_files_agree(len(unseen), skilled, activities.path.name)
    gather_skills(people, skills.rows(RowCount()))
    gather_mailboxes(people, mailboxes.rows(RowCount()))
    known = to_professionals(people, lambda national_id: opaque_person_id(keys, national_id))
    return {person.id: person for person in known}


def _tick_off(rows: Iterator[tuple[str, ...]], unseen: set[int]) -> Iterator[ActivityRow]:
    for values in rows:
        row = ActivityRow(*values)
        unseen.discard(hash(row.national_id))
        yield row


def _structures(
    people: dict[str, Professional], shared: Mailboxes, keys: KeyRing
) -> dict[str, Structure]:
    found = derive_structures(
        people.values(), shared, lambda key: keys.blind(key, "directory.structure")[:_ID_LENGTH]
    )
    return {structure.id: structure for structure in found}


def _replace(
    connection: Connection,
    current: Edition | None,
    edition: Edition,
    before: dict[str, Professional],
    content: _Content,
    stray: int,
) -> ImportReport:
    after = content.people
    changed = sorted(key for key, person in after.items() if before.get(key) != person)
    gone = before.keys() - after.keys()
    moved = {s.id: s for s in load_structures(connection)} != content.structures
    later = current is None or current.published_at != edition.published_at
    if current is None or changed or gone or moved or later:
        replace_people(connection, gone | set(changed), [after[key] for key in changed])
        replace_structures(connection, content.structures.values())
        current = save_edition(connection, edition)
        save_changes(connection, current.id, compare(before, after))
    added = len(after.keys() - before.keys())
    return ImportReport(current, added, len(gone), len(changed) - added, stray)


def opaque_person_id(keys: KeyRing, national_id: str) -> str:
    """The same for each import, and for whoever lacks our keys says nothing of the person."""
    return keys.blind(national_id, "directory.person")[:_ID_LENGTH]
