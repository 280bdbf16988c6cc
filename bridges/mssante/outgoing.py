"""Mails to send: written by units of work, emptied by the sender, followed to each recipient."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from bridges.mssante.delivery import Delivery, Happening, after
from bridges.mssante.headers import message_id_of, sender_of
from bridges.mssante.ports import DeliveryChange, TrustedDomains, Watcher
from bridges.mssante.submission import unique
from bridges.mssante.tables import OUTBOX, RECIPIENTS
from care.runtime.database import insert_into
from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_SOURCE = "mssante_outbox.source"
_ADDRESS = "mssante_recipients.address"
_PATIENTS = "@patient.mssante.fr"
MEGABYTE = 1_000_000
_MOST_ATTEMPTS = 10
_NO_ANSWER = "no-answer"
# Mon espace santé refuses more.
_PATIENT_LIMIT = 25 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a mail is for one recipient."""

    rank: int
    address: str
    state: Delivery
    code: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A mail of the queue, without its bytes. `attempt` is the number of the last try."""

    number: int
    mailbox: str
    message_id: str
    size: int
    attempt: int
    postponed_since: datetime | None
    recipients: tuple[Recipient, ...]

    @property
    def waiting(self) -> tuple[Recipient, ...]:
        """Who does not have it yet."""
        return tuple(one for one in self.recipients if one.state is Delivery.QUEUED)


def message_id_for(work: UnitOfWork, mailbox: str, rank: int = 0) -> str:
    """The Message-ID of the mail number `rank` that `work` sends: equal each time, unguessable."""
    said = f"{mailbox}|{work.cause}|{rank}".encode()
    unique_part = hmac.new(work.keys.derive("mssante message id"), said, hashlib.sha256).hexdigest()
    return f"<{unique_part[:40]}@{mailbox.partition('@')[2]}>"


def check_sendable(
    mailbox: str, recipients: Iterable[str], size: int, limit: int, trusted: TrustedDomains
) -> tuple[str, ...]:
    """The recipients, each once, when this may be sent: `size` and `limit` in bytes, encoded.

    Raises Refusal.
    """
    addresses = unique(recipients)
    if not addresses:
        raise Refusal("mail-without-recipient")
    for address in addresses:
        if not trusted.is_trusted(address):
            raise Refusal("mail-recipient-untrusted", address=address)
    if any(address.endswith(_PATIENTS) for address in addresses):
        limit = min(limit, _PATIENT_LIMIT)
    if size > limit:
        raise Refusal("mail-too-large", size=_megabytes(size), limit=_megabytes(limit))
    return addresses


def queue_mail(
    work: UnitOfWork,
    mailbox: str,
    recipients: Iterable[str],
    source: bytes,
    *,
    limit: int,
    trusted: TrustedDomains,
) -> str:
    """Send `source`, a whole mail from `mailbox`, once `work` commits; returns its Message-ID.

    The same Message-ID twice is one mail. Raises Refusal: see `check_sendable`.
    """
    message_id = message_id_of(source)
    if not message_id or len(message_id) > 255:
        raise ValueError("a mail to send needs one Message-ID")
    if sender_of(source) != mailbox:
        raise ValueError("a mail is sent from its own mailbox")
    addresses = check_sendable(mailbox, recipients, len(source), limit, trusted)
    number = work.connection.execute(
        insert_into(work.connection, OUTBOX)
        .on_conflict_do_nothing(index_elements=["mailbox", "message_id"])
        .values(
            mailbox=mailbox,
            message_id=message_id,
            state="waiting",
            source=work.keys.seal(source, _SOURCE),
            size=len(source),
            created_at=work.now,
            due_at=work.now,
        )
        .returning(OUTBOX.c.number)
    ).scalar()
    if number is not None:
        for rank, address in enumerate(addresses):
            work.connection.execute(
                insert(RECIPIENTS).values(
                    number=number,
                    rank=rank,
                    address=work.keys.seal(address.encode(), _ADDRESS),
                    state=Delivery.QUEUED.value,
                    changed_at=work.now,
                )
            )
    return message_id


def load_due(
    connection: Connection, keys: KeyRing, mailbox: str, now: datetime, limit: int = 50
) -> list[OutgoingMail]:
    """The mails of `mailbox` to send now, in order."""
    rows = connection.execute(
        select(OUTBOX)
        .where(OUTBOX.c.mailbox == mailbox, OUTBOX.c.state == "waiting", OUTBOX.c.due_at <= now)
        .order_by(OUTBOX.c.number)
        .limit(limit)
    ).all()
    return [_outgoing(connection, keys, row) for row in rows]


def load_outgoing(
    connection: Connection, keys: KeyRing, mailbox: str, message_id: str
) -> OutgoingMail | None:
    """Where the mail with this Message-ID is."""
    row = connection.execute(
        select(OUTBOX).where(OUTBOX.c.mailbox == mailbox, OUTBOX.c.message_id == message_id)
    ).first()
    return None if row is None else _outgoing(connection, keys, row)


def load_by_number(connection: Connection, keys: KeyRing, number: int) -> OutgoingMail | None:
    """The mail with this number."""
    row = connection.execute(select(OUTBOX).where(OUTBOX.c.number == number)).first()
    return None if row is None else _outgoing(connection, keys, row)


def load_source(connection: Connection, keys: KeyRing, number: int) -> bytes:
    """The whole bytes of a mail that still has somebody to reach."""
    sealed = connection.execute(select(OUTBOX.c.source).where(OUTBOX.c.number == number)).scalar()
    return keys.unseal(sealed or b"", _SOURCE)


def count_open(connection: Connection, mailbox: str) -> int:
    """How many mails wait."""
    return connection.execute(
        select(func.count())
        .select_from(OUTBOX)
        .where(OUTBOX.c.mailbox == mailbox, OUTBOX.c.state.in_(("waiting", "sending")))
    ).scalar_one()


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
    if state is not recipient.state or (code and code != recipient.code):
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
    """Bring a mail's own state in line with its recipients'; its bytes go with its last need."""
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
        values |= {"state": "sent" if reached else "failed", "source": b"", "doubt_until": None}
    work.connection.execute(update(OUTBOX).where(OUTBOX.c.number == number).values(values))


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
                hopeless = mail.attempt >= _MOST_ATTEMPTS
                happening = Happening.REFUSED if hopeless else Happening.POSTPONED
                happen(work, watcher, mail, recipient, happening, _NO_ANSWER if hopeless else "")
        settle(work, number, due_at=work.now)
    return len(found)


def _outgoing(connection: Connection, keys: KeyRing, row: Row[tuple[object, ...]]) -> OutgoingMail:
    values = row._mapping
    recipients = connection.execute(
        select(RECIPIENTS)
        .where(RECIPIENTS.c.number == values["number"])
        .order_by(RECIPIENTS.c.rank)
    )
    return OutgoingMail(
        number=values["number"],
        mailbox=values["mailbox"],
        message_id=values["message_id"],
        size=values["size"],
        attempt=values["attempts"],
        postponed_since=values["postponed_since"],
        recipients=tuple(
            Recipient(
                one.rank,
                keys.unseal(one.address, _ADDRESS).decode(),
                Delivery(one.state),
                one.code,
                one.changed_at,
            )
            for one in recipients
        ),
    )


def _megabytes(size: int) -> float:
    return round(size / MEGABYTE, 1)
