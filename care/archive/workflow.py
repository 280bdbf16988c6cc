"""The stories of an end: what is due, holds, and each step of a purge in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from care.archive.erasing import erase_circle, erase_room
from care.archive.model import Due, Hold, Keeping, Media, Purge
from care.archive.rules import check_reason, decide_due
from care.archive.store import (
    begin,
    closed_circles,
    drop_hold,
    drop_purge,
    kept_rooms,
    load_hold,
    load_tombstone,
    open_purges,
    purge_of,
    save_hold,
    save_purge,
)
from care.archive.writing import Written
from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.circles.model import CircleId
from care.circles.store import load_circle, load_circles
from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_SYSTEM = "system"


def foresee(
    connection: Connection, keys: KeyRing, now: datetime, assistant: str, keeping: Keeping
) -> list[Due]:
    """What would go now: the ends begun and not finished, then what is due. Nothing changes."""
    begun = [one.due for one in open_purges(connection)]
    known = {due.circle for due in begun}
    closed = [one for one in closed_circles(connection) if one not in known]
    circles = load_circles(connection, keys, closed)
    found = [
        decide_due(
            circles[one],
            kept_rooms(connection, one, assistant),
            load_hold(connection, keys, one),
            keeping,
            now,
        )
        for one in closed
    ]
    return begun + [due for due in found if due is not None]


def due_for_purge(work: UnitOfWork, assistant: str, keeping: Keeping) -> list[Purge]:
    """The ends to be made: those begun first, then those whose time is over, which begin now."""
    begun = open_purges(work.connection)
    known = {one.due for one in begun}
    dues = foresee(work.connection, work.keys, work.now, assistant, keeping)
    return begun + [begin(work, due) for due in dues if due not in known]


def hold_circle(work: UnitOfWork, circle_id: CircleId, reason: str, actor: str, face: Face) -> None:
    """Let nothing of a circle go until it is released. Raises Refusal."""
    words = check_reason(reason)
    check_circle(work, circle_id)
    purge = purge_of(work.connection, circle_id)
    if purge is not None and purge.doomed_at is not None:
        raise Refusal("circles-being-purged")
    if purge is not None:
        drop_purge(work.connection, purge.number)
    save_hold(work, Hold(circle_id, work.now, words))
    details = {"reason": words}
    record(
        work,
        Entry(
            "circle.held", Kind.ADMINISTRATION, actor, face, circle=circle_id.text, details=details
        ),
    )


def release_circle(work: UnitOfWork, circle_id: CircleId, actor: str, face: Face) -> None:
    """Let a circle go when its time is over. Raises Refusal."""
    if not drop_hold(work.connection, circle_id):
        raise Refusal("circles-not-held")
    record(work, Entry("circle.released", Kind.ADMINISTRATION, actor, face, circle=circle_id.text))


def check_circle(work: UnitOfWork, circle_id: CircleId) -> None:
    """Raises Refusal for a circle that is not there, or no more."""
    if load_circle(work.connection, work.keys, circle_id) is None:
        gone = load_tombstone(work.connection, circle_id) is not None
        raise Refusal("circles-gone" if gone else "circles-unknown")


def note_archived(work: UnitOfWork, circle_id: CircleId, written: Written, actor: str) -> None:
    """Write in the trail what was archived, and the digest that proves the file."""
    details = {
        "file": written.path.name,
        "sha256": written.digest,
        "events": written.events,
        "files": written.files,
        "missing": written.missing,
        "unread": written.unread,
    }
    face = Face.SYSTEM if actor == _SYSTEM else Face.CLI
    record(
        work,
        Entry("circle.archived", Kind.CARE, actor, face, circle=circle_id.text, details=details),
    )


def note_listed(
    work: UnitOfWork, purge: Purge, media: Iterable[Media], written: Written | None
) -> Purge:
    """The files are known; the archive, if there is to be one, is whole and in its place."""
    listed = replace(
        purge,
        media=tuple(sorted(media, key=lambda one: (one.uri, one.sender))),
        archive=written.path.name if written else None,
        digest=written.digest if written else None,
        listed_at=work.now,
    )
    if written is not None:
        note_archived(work, purge.due.circle, written, _SYSTEM)
    save_purge(work.connection, listed)
    return listed


def doom(work: UnitOfWork, purge: Purge, keeping: Keeping, assistant: str) -> Purge | None:
    """Take away our own rows; what is left on the homeserver follows. None: it may not go any more.

    A hold, or a circle that was opened again meanwhile, ends the purge here; nothing was lost yet.
    """
    circle = load_circle(work.connection, work.keys, purge.due.circle)
    hold = load_hold(work.connection, work.keys, purge.due.circle)
    rooms = kept_rooms(work.connection, purge.due.circle, assistant)
    still = decide_due(circle, rooms, hold, keeping, work.now) if circle else None
    if circle is None or still != purge.due:
        drop_purge(work.connection, purge.number)
        return None
    for room in purge.due.rooms:
        erase_room(work, circle.id, room)
    if purge.due.whole:
        erase_circle(work, circle, assistant)
    doomed = replace(purge, doomed_at=work.now)
    save_purge(work.connection, doomed)
    return doomed


def note_rooms_gone(work: UnitOfWork, purge: Purge) -> Purge:
    """The homeserver has nothing of the rooms any more."""
    gone = replace(purge, rooms_gone_at=work.now)
    save_purge(work.connection, gone)
    return gone


def finish(work: UnitOfWork, purge: Purge, deleted: int, kept: int) -> None:
    """The files are gone too, but for `kept` that are used elsewhere: it is over."""
    drop_purge(work.connection, purge.number)
    details = {
        "rooms": [room.kind.value for room in purge.due.rooms],
        "whole": purge.due.whole,
        "media": deleted,
        "media_kept": kept,
        "archive": purge.archive,
        "sha256": purge.digest,
    }
    circle = purge.due.circle.text
    entry = Entry("circle.purged", Kind.CARE, _SYSTEM, Face.SYSTEM, circle=circle, details=details)
    record(work, entry)
