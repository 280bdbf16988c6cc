"""Mails that somebody has not surely got: their bytes stay for a while, to be sent again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from care.mail.delivery import Delivery
from care.mail.queue import load_outgoing, load_source
from care.mail.tables import OUTBOX, RECIPIENTS
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork


def kept_source(
    connection: Connection, keys: KeyRing, mailbox: str, message_id: str
) -> bytes | None:
    """The whole bytes of a mail; None once they are forgotten."""
    number = connection.execute(
        select(OUTBOX.c.number).where(
            OUTBOX.c.mailbox == mailbox,
            OUTBOX.c.message_id == message_id,
            OUTBOX.c.source != b"",
        )
    ).scalar()
    return None if number is None else load_source(connection, keys, number)


def spare(work: UnitOfWork, mailbox: str, message_id: str, address: str) -> None:
    """Whoever has it by another mail is not written to by this one, if it has not left yet."""
    mail = load_outgoing(work.connection, work.keys, mailbox, message_id)
    for one in mail.waiting if mail else ():
        if mail is not None and one.address == address:
            work.connection.execute(
                update(RECIPIENTS)
                .where(
                    RECIPIENTS.c.number == mail.number,
                    RECIPIENTS.c.rank == one.rank,
                    RECIPIENTS.c.state == Delivery.QUEUED.value,
                )
                .values(state=Delivery.READ.value, changed_at=work.now)
            )


def forget_unreached(connection: Connection, mailbox: str, before: datetime) -> int:
    """Forget the bytes of what left or was given up, and was queued before then; of how many."""
    return connection.execute(
        update(OUTBOX)
        .where(
            OUTBOX.c.mailbox == mailbox,
            OUTBOX.c.state.in_(("sent", "failed")),
            OUTBOX.c.source != b"",
            OUTBOX.c.created_at < before,
        )
        .values(source=b"")
    ).rowcount
