"""Mails to send: written by units of work, read by the sender and by whoever asks where one is."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select

from care.mail.delivery import Delivery
from care.mail.headers import message_id_of, sender_of
from care.mail.ports import TrustedDomains
from care.mail.tables import OUTBOX, RECIPIENTS
from care.runtime.database import insert_into
from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_SOURCE = "mail_outbox.source"
_ADDRESS = "mail_recipients.address"
_PATIENTS = "@patient.mssante.fr"
MEGABYTE = 1_000_000
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
    """A mail of the queue, without its bytes. `attempt` is the number of the last try.

    A receipt leaves with an empty return path: nothing ever comes back for it (RFC 8098 §3).
    """

    number: int
    mailbox: str
    message_id: str
    size: int
    attempt: int
    postponed_since: datetime | None
    recipients: tuple[Recipient, ...]
    is_receipt: bool = False

    @property
    def waiting(self) -> tuple[Recipient, ...]:
        """Who does not have it yet."""
        return tuple(one for one in self.recipients if one.state is Delivery.QUEUED)


def message_id_for(work: UnitOfWork, mailbox: str, rank: int = 0) -> str:
    """The Message-ID of the mail number `rank` that `work` sends: equal each time, unguessable."""
    said = f"{mailbox}|{work.cause}|{rank}".encode()
    unique_part = hmac.new(work.keys.derive("mail message id"), said, hashlib.sha256).hexdigest()
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
    limit = limit_towards(addresses, limit)
    if size > limit:
        raise Refusal("mail-too-large", size=_megabytes(size), limit=_megabytes(limit))
    return addresses


def limit_towards(addresses: Iterable[str], limit: int) -> int:
    """How many bytes may go to these: what the mailbox's `limit` is, or less."""
    is_to_patient = any(address.endswith(_PATIENTS) for address in addresses)
    return min(limit, _PATIENT_LIMIT) if is_to_patient else limit


def queue_mail(
    work: UnitOfWork,
    mailbox: str,
    recipients: Iterable[str],
    source: bytes,
    *,
    limit: int,
    trusted: TrustedDomains,
    is_receipt: bool = False,
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
            is_receipt=is_receipt,
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
        is_receipt=values["is_receipt"],
    )


def unique(addresses: Iterable[str]) -> tuple[str, ...]:
    """Each address once, in order, in lower case."""
    return tuple(dict.fromkeys(address.strip().lower() for address in addresses))


def _megabytes(size: int) -> float:
    return round(size / MEGABYTE, 1)
