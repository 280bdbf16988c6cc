"""What came in and is not handled yet: each input once per account, in order per lane."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from care.runtime.database import insert_into
from care.runtime.tables import INBOX


@dataclass(frozen=True, slots=True)
class Received:
    """One input as it came. `source` is the original bytes; `lane` keeps an order (a room)."""

    input_id: str
    lane: str
    source: bytes
    received_at: datetime
    sequence: int = 0
    state: str = "waiting"
    attempts: int = 0
    notice_sent: bool = False


def receive(connection: Connection, account: str, inputs: Iterable[Received]) -> list[Received]:
    """Keep the inputs that are new to `account`; returns those, in order, with their sequence."""
    by_id: dict[str, Received] = {}
    for item in inputs:
        by_id.setdefault(item.input_id, item)
    if not by_id:
        return []
    kept = connection.execute(
        insert_into(connection, INBOX)
        .on_conflict_do_nothing(index_elements=["account", "input_id"])
        .returning(INBOX.c.input_id, INBOX.c.sequence),
        [_row(account, item) for item in by_id.values()],
    ).all()
    fresh = [replace(by_id[row.input_id], sequence=row.sequence) for row in kept]
    return sorted(fresh, key=lambda item: item.sequence)


def _row(account: str, item: Received) -> dict[str, object]:
    return {
        "account": account,
        "input_id": item.input_id,
        "lane": item.lane,
        "state": item.state,
        "source": item.source,
        "received_at": item.received_at,
        "attempts": 0,
        "notice_sent": False,
    }


_OPEN = ("waiting", "unreadable")


def load_open(
    connection: Connection,
    account: str,
    lane: str | None = None,
    *,
    after: int = 0,
    limit: int | None = None,
) -> list[Received]:
    """The open inputs of `account` (of one `lane`, beyond sequence `after`), in order."""
    query = select(INBOX).where(
        INBOX.c.account == account, INBOX.c.state.in_(_OPEN), INBOX.c.sequence > after
    )
    if lane is not None:
        query = query.where(INBOX.c.lane == lane)
    return [
        Received(
            input_id=row.input_id,
            lane=row.lane,
            source=row.source,
            received_at=row.received_at,
            sequence=row.sequence,
            state=row.state,
            attempts=row.attempts,
            notice_sent=row.notice_sent,
        )
        for row in connection.execute(query.order_by(INBOX.c.sequence).limit(limit))
    ]


def open_lanes(connection: Connection, account: str) -> list[str]:
    """The lanes in which something is not done, the longest waiting first."""
    return list(
        connection.execute(
            select(INBOX.c.lane)
            .where(INBOX.c.account == account, INBOX.c.state.in_(_OPEN))
            .group_by(INBOX.c.lane)
            .order_by(func.min(INBOX.c.sequence))
        ).scalars()
    )


def complete(connection: Connection, account: str, input_id: str) -> bool:
    """Mark the input handled and drop its content; False when it already was.

    Called inside the unit of work that handles it: what makes the effect happen exactly once.
    """
    return (
        connection.execute(
            update(INBOX)
            .where(
                INBOX.c.account == account, INBOX.c.input_id == input_id, INBOX.c.state != "done"
            )
            .values(state="done", source=b"")
        ).rowcount
        == 1
    )


def mark_unreadable(connection: Connection, account: str, input_id: str) -> None:
    """The key is missing: wait for it. What is done stays done."""
    connection.execute(
        update(INBOX)
        .where(INBOX.c.account == account, INBOX.c.input_id == input_id, INBOX.c.state != "done")
        .values(state="unreadable", attempts=INBOX.c.attempts + 1)
    )


def mark_notice_sent(connection: Connection, account: str, input_ids: list[str]) -> None:
    """The sender of these was told; do not tell again."""
    connection.execute(
        update(INBOX)
        .where(INBOX.c.account == account, INBOX.c.input_id.in_(input_ids))
        .values(notice_sent=True)
    )


def count_unreadable(connection: Connection, account: str) -> int:
    """How many inputs wait for a key."""
    return connection.execute(
        select(func.count())
        .select_from(INBOX)
        .where(INBOX.c.account == account, INBOX.c.state == "unreadable")
    ).scalar_one()


def forget_done(connection: Connection, now: datetime, keep: timedelta) -> int:
    """Drop the marks of inputs handled long ago; returns how many."""
    return connection.execute(
        delete(INBOX).where(INBOX.c.state == "done", INBOX.c.received_at < now - keep)
    ).rowcount
