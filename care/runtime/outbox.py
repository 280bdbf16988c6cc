"""What waits to be sent: written by units of work, emptied in order per lane by the dispatcher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, select, update

from care.runtime.database import insert_into
from care.runtime.outgoing import OUTGOING, Outgoing
from care.runtime.sealing import KeyRing
from care.runtime.tables import OUTBOX

_CONTEXT = "outbox.payload"


@dataclass(frozen=True, slots=True)
class Pending:
    """One row of the outbox."""

    sequence: int
    lane: str
    transaction_id: str
    outgoing: Outgoing
    created_at: datetime


def queue(
    connection: Connection,
    keys: KeyRing,
    account: str,
    transaction_id: str,
    outgoing: Outgoing,
    now: datetime,
) -> None:
    """Add `outgoing`; the same `transaction_id` twice stays one row."""
    connection.execute(
        insert_into(connection, OUTBOX)
        .on_conflict_do_nothing(index_elements=["account", "transaction_id"])
        .values(
            account=account,
            lane=outgoing.to.lane,
            transaction_id=transaction_id,
            state="waiting",
            payload=keys.seal(OUTGOING.dump_json(outgoing), _CONTEXT),
            created_at=now,
        )
    )


def load_pending(
    connection: Connection, keys: KeyRing, account: str, after: int = 0, limit: int = 500
) -> list[Pending]:
    """The open rows of `account` in order, from beyond sequence `after`."""
    rows = connection.execute(
        select(OUTBOX)
        .where(
            OUTBOX.c.account == account,
            OUTBOX.c.state == "waiting",
            OUTBOX.c.sequence > after,
        )
        .order_by(OUTBOX.c.sequence)
        .limit(limit)
    )
    return [_pending(row, keys) for row in rows]


def _pending(row: Row[tuple[object, ...]], keys: KeyRing) -> Pending:
    values = row._mapping
    return Pending(
        sequence=values["sequence"],
        lane=values["lane"],
        transaction_id=values["transaction_id"],
        outgoing=OUTGOING.validate_json(keys.unseal(values["payload"], _CONTEXT)),
        created_at=values["created_at"],
    )


def mark_sent(connection: Connection, sequence: int, event_id: str | None) -> None:
    """Done: forget the content, remember the event (cards are edited by it)."""
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.sequence == sequence)
        .values(state="sent", event_id=event_id, payload=b"")
    )


def mark_failed(connection: Connection, sequence: int) -> None:
    """Refused for good by the server; the row stays for the operator."""
    connection.execute(update(OUTBOX).where(OUTBOX.c.sequence == sequence).values(state="failed"))


def event_of(connection: Connection, account: str, transaction_id: str) -> str | None:
    """The event that an earlier message became."""
    found: str | None = connection.execute(
        select(OUTBOX.c.event_id).where(
            OUTBOX.c.account == account, OUTBOX.c.transaction_id == transaction_id
        )
    ).scalar()
    return found


def count_open(connection: Connection, account: str) -> int:
    """How many rows wait."""
    return connection.execute(
        select(func.count())
        .select_from(OUTBOX)
        .where(OUTBOX.c.account == account, OUTBOX.c.state == "waiting")
    ).scalar_one()


def is_waiting(connection: Connection, account: str, lane: str) -> bool:
    """Whether something is still to be sent in `lane`."""
    found = connection.execute(
        select(OUTBOX.c.sequence)
        .where(OUTBOX.c.account == account, OUTBOX.c.state == "waiting", OUTBOX.c.lane == lane)
        .limit(1)
    ).first()
    return found is not None


def forget_sent(connection: Connection, now: datetime, keep: timedelta) -> int:
    """Drop rows sent more than `keep` ago; returns how many."""
    return connection.execute(
        delete(OUTBOX).where(OUTBOX.c.state == "sent", OUTBOX.c.created_at < now - keep)
    ).rowcount
