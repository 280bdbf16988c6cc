"""That something changed, for the pages that are open on it: in order, and for an hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from care.runtime.tables import CHANGES

KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Change:
    """`topic` changed; `sequence` grows in the order of the commits."""

    sequence: int
    topic: str


def note_change(connection: Connection, topic: str, now: datetime) -> None:
    """Write down that `topic` changed, in the transaction that changes it."""
    connection.execute(CHANGES.insert().values(topic=topic, at=now))


def changes_after(connection: Connection, sequence: int, most: int = 1000) -> list[Change]:
    """The first `most` changes that came after `sequence`, oldest first."""
    columns = CHANGES.c
    rows = connection.execute(
        select(columns.sequence, columns.topic)
        .where(columns.sequence > sequence)
        .order_by(columns.sequence)
        .limit(most)
    )
    return [Change(*row) for row in rows]


def last_sequence(connection: Connection) -> int:
    """The sequence of the newest change; 0 before any."""
    return connection.execute(select(func.max(CHANGES.c.sequence))).scalar() or 0


def reaches_back_to(connection: Connection, sequence: int) -> bool:
    """Whether everything after `sequence` is still written down."""
    first = connection.execute(select(func.min(CHANGES.c.sequence))).scalar()
    return sequence <= last_sequence(connection) and (first is None or sequence >= first - 1)


def forget_old_changes(connection: Connection, now: datetime) -> int:
    """Drop what is older than an hour, but for the newest; returns how many went."""
    newest = last_sequence(connection)
    old = (CHANGES.c.at < now - KEPT) & (CHANGES.c.sequence < newest)
    return connection.execute(delete(CHANGES).where(old)).rowcount
