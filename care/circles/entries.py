"""What was lately said in the rooms of a circle, kept sealed for newcomers and for lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from care.access.act import RoomKind
from care.circles.model import CircleId
from care.circles.rooms import CircleRoom
from care.circles.tables import ENTRIES, SEATS
from care.circles.telling import tell_circle
from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

KEPT = 60
LONGEST = 2_000
_CONTEXT = "circle_entries.content"


@dataclass(frozen=True, slots=True)
class CircleEntry:
    """Words or a file. `content` is the words, or the file's name."""

    event_id: str
    room_id: str
    kind: RoomKind
    author: str
    said_at: datetime
    is_file: bool
    content: str = field(repr=False)


def keep_entry(work: UnitOfWork, room: CircleRoom, entry: CircleEntry) -> None:
    """Keep an entry, and only the latest ones of its room."""
    work.connection.execute(
        insert_into(work.connection, ENTRIES)
        .on_conflict_do_nothing(index_elements=["event_id"])
        .values(
            circle_id=room.circle.text,
            kind=room.kind.value,
            event_id=entry.event_id,
            room_id=entry.room_id,
            author=entry.author,
            said_at=entry.said_at,
            is_file=entry.is_file,
            content=work.keys.seal(entry.content[:LONGEST].encode(), _CONTEXT),
        )
    )
    _forget_beyond(work.connection, room)
    tell_circle(work, room.circle)


def change_entry(work: UnitOfWork, event_id: str, author: str, content: str) -> None:
    """What was said was corrected, by its author only."""
    work.connection.execute(
        update(ENTRIES)
        .where(ENTRIES.c.event_id == event_id, ENTRIES.c.author == author)
        .values(content=work.keys.seal(content[:LONGEST].encode(), _CONTEXT))
    )


def forget_entry(connection: Connection, event_id: str) -> None:
    """What was said was erased."""
    connection.execute(delete(ENTRIES).where(ENTRIES.c.event_id == event_id))


def latest_entries(
    connection: Connection, keys: KeyRing, circle: CircleId, *, professionals: bool
) -> list[CircleEntry]:
    """What is kept, the newest first; without `professionals`, only what everybody read."""
    query = select(ENTRIES).where(ENTRIES.c.circle_id == circle.text)
    if not professionals:
        query = query.where(ENTRIES.c.kind == RoomKind.CIRCLE.value)
    rows = connection.execute(query.order_by(ENTRIES.c.said_at.desc(), ENTRIES.c.sequence.desc()))
    return [
        CircleEntry(
            event_id=row.event_id,
            room_id=row.room_id,
            kind=RoomKind(row.kind),
            author=row.author,
            said_at=row.said_at,
            is_file=row.is_file,
            content=keys.unseal(row.content, _CONTEXT).decode(),
        )
        for row in rows
    ]


def last_said(connection: Connection, circles: list[CircleId]) -> dict[CircleId, datetime]:
    """When something was last said in each circle's own room."""
    told: dict[CircleId, datetime] = {}
    for start in range(0, len(circles), 500):
        batch = [one.text for one in circles[start : start + 500]]
        rows = connection.execute(
            select(ENTRIES.c.circle_id, func.max(ENTRIES.c.said_at))
            .where(ENTRIES.c.circle_id.in_(batch))
            .group_by(ENTRIES.c.circle_id)
        )
        told |= {CircleId(circle): moment for circle, moment in rows}
    return told


def count_unread(connection: Connection, user_id: str) -> dict[CircleId, int]:
    """How many of the kept entries somebody has not read, by circle; others' words only."""
    unread = (
        select(ENTRIES.c.circle_id, func.count())
        .join(
            SEATS,
            (SEATS.c.circle_id == ENTRIES.c.circle_id) & (SEATS.c.kind == ENTRIES.c.kind),
        )
        .where(
            SEATS.c.user_id == user_id,
            ENTRIES.c.author != user_id,
            SEATS.c.read_up_to.is_(None) | (ENTRIES.c.said_at > SEATS.c.read_up_to),
        )
        .group_by(ENTRIES.c.circle_id)
    )
    return {CircleId(circle): count for circle, count in connection.execute(unread)}


def _forget_beyond(connection: Connection, room: CircleRoom) -> None:
    here = (ENTRIES.c.circle_id == room.circle.text) & (ENTRIES.c.kind == room.kind.value)
    oldest = connection.execute(
        select(ENTRIES.c.sequence)
        .where(here)
        .order_by(ENTRIES.c.said_at.desc(), ENTRIES.c.sequence.desc())
        .offset(KEPT)
    ).scalars()
    gone = list(oldest)
    if gone:
        connection.execute(delete(ENTRIES).where(ENTRIES.c.sequence.in_(gone)))
