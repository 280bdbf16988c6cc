"""What waits to be sent: written by units of work, emptied in order per lane by the dispatcher."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from care.runtime.database import insert_into
from care.runtime.outgoing import OUTGOING, Outgoing, SendFile
from care.runtime.sealing import KeyRing
from care.runtime.tables import OUTBOX, OUTBOX_FILES

_CONTEXT = "outbox.payload"
_FILE_CONTEXT = "outbox_files.content"


@dataclass(frozen=True, slots=True)
class Pending:
    """One row of the outbox."""

    sequence: int
    account: str
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
    content = b""
    if isinstance(outgoing, SendFile):
        content, outgoing = outgoing.content, replace(outgoing, content=b"")
    added = connection.execute(
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
    if content and added.rowcount:
        sealed = keys.seal(content, _FILE_CONTEXT)
        row = {"account": account, "transaction_id": transaction_id, "content": sealed}
        connection.execute(insert(OUTBOX_FILES).values(row))


def load_file(connection: Connection, keys: KeyRing, account: str, transaction_id: str) -> bytes:
    """The content of a file that waits."""
    sealed: bytes | None = connection.execute(
        select(OUTBOX_FILES.c.content).where(
            OUTBOX_FILES.c.account == account, OUTBOX_FILES.c.transaction_id == transaction_id
        )
    ).scalar()
    return b"" if sealed is None else keys.unseal(sealed, _FILE_CONTEXT)


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
        account=values["account"],
        lane=values["lane"],
        transaction_id=values["transaction_id"],
        outgoing=OUTGOING.validate_json(keys.unseal(values["payload"], _CONTEXT)),
        created_at=values["created_at"],
    )


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a message: it waits still, or it is `event_id` in the room `room_id`, or it
    never will be one.
    """

    waits: bool = False
    event_id: str | None = None
    room_id: str | None = None


def mark_sent(connection: Connection, pending: Pending, fate: Fate) -> None:
    """Done: forget the content, remember the event (cards are edited by it)."""
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.sequence == pending.sequence)
        .values(state="sent", event_id=fate.event_id, room_id=fate.room_id, payload=b"")
    )
    _forget_file(connection, pending)


def mark_failed(connection: Connection, pending: Pending) -> bool:
    """Refused for good by the server; the row stays for the operator. False when it was already."""
    _forget_file(connection, pending)
    return (
        connection.execute(
            update(OUTBOX)
            .where(OUTBOX.c.sequence == pending.sequence, OUTBOX.c.state == "waiting")
            .values(state="failed")
        ).rowcount
        == 1
    )


def _forget_file(connection: Connection, pending: Pending) -> None:
    if isinstance(pending.outgoing, SendFile):
        connection.execute(
            delete(OUTBOX_FILES).where(
                OUTBOX_FILES.c.account == pending.account,
                OUTBOX_FILES.c.transaction_id == pending.transaction_id,
            )
        )


def fate_of(connection: Connection, account: str, transaction_id: str) -> Fate:
    """What became of an earlier message; one that was never queued, or long ago, has no event."""
    row = connection.execute(
        select(OUTBOX.c.state, OUTBOX.c.event_id, OUTBOX.c.room_id).where(
            OUTBOX.c.account == account, OUTBOX.c.transaction_id == transaction_id
        )
    ).first()
    return Fate() if row is None else Fate(row.state == "waiting", row.event_id, row.room_id)


def event_of(connection: Connection, account: str, transaction_id: str) -> str | None:
    """The event that an earlier message became."""
    return fate_of(connection, account, transaction_id).event_id


def transaction_of(connection: Connection, account: str, event_id: str) -> str | None:
    """The key of the message of ours that became `event_id`; None when it is not ours."""
    found: str | None = connection.execute(
        select(OUTBOX.c.transaction_id).where(
            OUTBOX.c.account == account, OUTBOX.c.event_id == event_id
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
