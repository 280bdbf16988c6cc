"""A mail on its way: tried, taken, in doubt, reported on; each step once for each recipient."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from care.mail.delivery import CLOSED, Delivery, Happening, after
from care.mail.model import DeliveryChange
from care.mail.ports import Watcher
from care.mail.queue import OutgoingMail, Recipient, load_by_number
from care.mail.tables import OUTBOX, RECIPIENTS
from care.runtime.units import UnitOfWork

MOST_ATTEMPTS = 10
_NO_ANSWER = "no-answer"
_ARRIVED = {Delivery.DELIVERED.value, Delivery.READ.value}


def begin_attempt(work: UnitOfWork, mail: OutgoingMail) -> int:
    """Number the next try of `mail`."""
    attempt = mail.attempt + 1
    work.connection.execute(
        update(OUTBOX).where(OUTBOX.c.number == mail.number).values(attempts=attempt)
    )
    return attempt


def happen(
    work: UnitOfWork,
    watcher: Watcher,
    mail: OutgoingMail,
    recipient: Recipient,
    happening: Happening,
    code: str = "",
    attempt: int | None = None,
) -> Delivery:
    """Note what happened for one recipient, and tell `watcher` when it is news."""
    state = after(recipient.state, happening)
    changes: dict[str, object] = {} if attempt is None else {"attempt": attempt}
    # A server's notice that was overtaken must not take the place of what ended it: who says that
    # they could not use a mail has it.
    says_more = recipient.state not in CLOSED or happening is Happening.UNUSABLE
    if state is not recipient.state or (says_more and code and code != recipient.code):
        changes |= {"state": state.value, "code": code or "", "changed_at": work.now}
    if changes:
        work.connection.execute(
            update(RECIPIENTS)
            .where(RECIPIENTS.c.number == mail.number, RECIPIENTS.c.rank == recipient.rank)
            .values(changes)
        )
    moved = state is not recipient.state and state not in {Delivery.QUEUED, Delivery.SENDING}
    held = state is Delivery.QUEUED and bool(code) and code != recipient.code
    if moved or held:
        change = DeliveryChange(mail.mailbox, mail.message_id, recipient.address, state, code)
        watcher.delivery_changed(work, change)
    return state


def settle(work: UnitOfWork, number: int, due_at: datetime | None = None, **more: object) -> None:
    """Bring a mail's own state in line with its recipients'; its bytes go with its last need.

    What was taken for somebody may still come back: bytes stay until everybody surely has it.
    """
    states = set(
        work.connection.execute(
            select(RECIPIENTS.c.state).where(RECIPIENTS.c.number == number)
        ).scalars()
    )
    values: dict[str, object] = dict(more)
    if Delivery.SENDING in states:
        values["state"] = "sending"
    elif Delivery.QUEUED in states:
        values |= {"state": "waiting", "doubt_until": None}
        if due_at is not None:
            values["due_at"] = due_at
    else:
        reached = states - {Delivery.FAILED.value}
        values |= {"state": "sent" if reached else "failed", "doubt_until": None}
        if states <= _ARRIVED or _is_receipt(work, number):
            values["source"] = b""
    work.connection.execute(update(OUTBOX).where(OUTBOX.c.number == number).values(values))


def _is_receipt(work: UnitOfWork, number: int) -> bool:
    query = select(OUTBOX.c.is_receipt).where(OUTBOX.c.number == number)
    return bool(work.connection.execute(query).scalar())


def confirm(work: UnitOfWork, watcher: Watcher, number: int, attempt: int) -> None:
    """Our operator took the mail at this attempt: its answer says so, or its copy came back."""
    mail = load_by_number(work.connection, work.keys, number)
    if mail is None:
        return
    offered = work.connection.execute(
        select(RECIPIENTS.c.rank).where(
            RECIPIENTS.c.number == number,
            RECIPIENTS.c.attempt == attempt,
            RECIPIENTS.c.state.in_((Delivery.SENDING.value, Delivery.QUEUED.value)),
        )
    ).scalars()
    for rank in set(offered):
        happen(work, watcher, mail, mail.recipients[rank], Happening.TAKEN)
    settle(work, number)


def resolve_doubts(work: UnitOfWork, watcher: Watcher, mailbox: str, synced_at: datetime) -> int:
    """Mails whose proof should have come by `synced_at` and did not are to be sent again."""
    numbers = work.connection.execute(
        select(OUTBOX.c.number).where(
            OUTBOX.c.mailbox == mailbox,
            OUTBOX.c.state == "sending",
            OUTBOX.c.doubt_until <= synced_at,
        )
    ).scalars()
    found = list(numbers)
    for number in found:
        mail = load_by_number(work.connection, work.keys, number)
        for recipient in mail.recipients if mail else ():
            if mail and recipient.state is Delivery.SENDING:
                # A mail that breaks the connection each time is not sent for ever.
                hopeless = mail.attempt >= MOST_ATTEMPTS
                happening = Happening.REFUSED if hopeless else Happening.POSTPONED
                happen(work, watcher, mail, recipient, happening, _NO_ANSWER if hopeless else "")
        settle(work, number, due_at=work.now)
    return len(found)
