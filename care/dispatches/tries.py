"""The mails by which a dispatch left: the first, and those by which it was sent again."""

from __future__ import annotations

from sqlalchemy import select

from care.dispatches.model import Dispatch
from care.dispatches.tables import DISPATCH_TRIES
from care.mail.delivery import Delivery
from care.mail.model import DeliveryChange
from care.mail.queue import Recipient, load_outgoing
from care.mail.unreached import kept_source, spare
from care.runtime.database import insert_into
from care.runtime.units import UnitOfWork


def add_try(work: UnitOfWork, dispatch: Dispatch, message_id: str) -> None:
    """It leaves by this mail too."""
    work.connection.execute(
        insert_into(work.connection, DISPATCH_TRIES)
        .on_conflict_do_nothing(index_elements=["mailbox", "message_id"])
        .values(
            mailbox=dispatch.mailbox,
            message_id=message_id,
            dispatch_id=dispatch.id,
            circle_id=dispatch.circle,
            sent_at=work.now,
        )
    )


def mails_of(work: UnitOfWork, dispatch: Dispatch) -> tuple[str, ...]:
    """Their Message-IDs, the first one first."""
    later = work.connection.execute(
        select(DISPATCH_TRIES.c.message_id)
        .where(DISPATCH_TRIES.c.dispatch_id == dispatch.id)
        .order_by(DISPATCH_TRIES.c.sent_at, DISPATCH_TRIES.c.message_id)
    ).scalars()
    return (dispatch.message_id, *later)


def source_of(work: UnitOfWork, dispatch: Dispatch) -> bytes | None:
    """The bytes of the last of them that are still kept."""
    for message_id in reversed(mails_of(work, dispatch)):
        source = kept_source(work.connection, work.keys, dispatch.mailbox, message_id)
        if source is not None:
            return source
    return None


def spare_who_has_it(work: UnitOfWork, dispatch: Dispatch, change: DeliveryChange) -> None:
    """Somebody read it after all: what has not left again yet does not."""
    if change.state is Delivery.READ:
        for message_id in mails_of(work, dispatch):
            if message_id != change.message_id:
                spare(work, dispatch.mailbox, message_id, change.recipient)


def recipients_of(work: UnitOfWork, dispatch: Dispatch) -> dict[str, list[Recipient]]:
    """Where each of them is for each recipient, by address."""
    known: dict[str, list[Recipient]] = {}
    for message_id in mails_of(work, dispatch):
        mail = load_outgoing(work.connection, work.keys, dispatch.mailbox, message_id)
        for one in mail.recipients if mail else ():
            known.setdefault(one.address, []).append(one)
    return known
