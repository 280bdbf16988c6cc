"""Receipts that we send (RFC 8098, with the errors of the CI-SIS): one for each mail, at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from care.mail.mailboxes import MailboxSeat
from care.mail.ports import TrustedDomains
from care.mail.queue import queue_mail
from care.mail.tables import RECEIPTS
from care.runtime.database import insert_into
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.standards.mdn.model import Disposition
from care.standards.mdn.writing import OutgoingReceipt, compose_receipt, may_notify
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.automatic import is_automatic
from care.standards.rfc5322.composer import OutgoingMail, compose_mail, thread_of
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.mss import MssHeaders
from care.standards.rfc5322.reason import ComposeRefused

REPORTER = "Cercle; MSSante"
# No laboratory sends us as much: beyond, something goes in circles.
MOST_AN_HOUR = 1_000
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What to say of a mail: `subject` and `text` for people, the rest for their software."""

    subject: str
    text: str
    disposition: Disposition = Disposition.PROCESSED
    error_code: int | None = None
    error: str = ""
    by_machine: bool = True


def queue_receipt(
    work: UnitOfWork,
    seat: MailboxSeat,
    answered: Mail,
    receipt: Receipt,
    *,
    trusted: TrustedDomains,
) -> str | None:
    """Tell the sender of `answered`, a mail to `seat`, what became of it; its Message-ID.

    None when none may leave: none was asked, one left already, it would answer a machine or
    ourselves, or its sender has had too many. The first one is the only one (RFC 8098 §2.1).
    """
    if not may_notify(answered):
        return None
    return _queue(work, seat, answered, answered.notify_to[0], receipt, trusted)


def queue_refusal(
    work: UnitOfWork,
    seat: MailboxSeat,
    answered: Mail,
    receipt: Receipt,
    *,
    trusted: TrustedDomains,
) -> str | None:
    """Tell who sent a document, and asked for no receipt, that it could not be taken in: by an
    ordinary mail with the same subject (CI-SIS, transport of CDA by mail); its Message-ID.

    None as above, and to any machine.
    """
    if answered.notify_to or answered.sender is None or is_automatic(answered):
        return None
    return _queue(work, seat, answered, answered.sender, receipt, trusted)


def _queue(
    work: UnitOfWork,
    seat: MailboxSeat,
    answered: Mail,
    to: Mailbox,
    receipt: Receipt,
    trusted: TrustedDomains,
) -> str | None:
    if not answered.message_id or to.key == seat.address or not trusted.is_trusted(to.address):
        return None
    correspondent = work.keys.blind(to.key, "mail.receipts.correspondent")
    about = work.keys.blind(f"{answered.message_id}\n{to.key}", "mail.receipts.about")
    message_id = _identifier(work, seat.address, about)
    try:
        source = _compose(work, seat, message_id, to, receipt, answered)
    except ComposeRefused:
        return None
    if not _note(work, seat.address, about, correspondent):
        return None
    try:
        return queue_mail(
            work,
            seat.address,
            [to.address],
            source,
            limit=seat.limit,
            trusted=trusted,
            is_receipt=True,
        )
    except Refusal:
        return None


def _identifier(work: UnitOfWork, mailbox: str, about: str) -> str:
    """The same for the same mail, whatever work sends it: what asks for it twice is one receipt."""
    name = work.keys.blind(f"{mailbox}\n{about}", "mail.receipts.message")[:40]
    return f"<{name}@{mailbox.partition('@')[2]}>"


def _note(work: UnitOfWork, mailbox: str, about: str, correspondent: str) -> bool:
    """Whether this one may leave, and is the first."""
    lately = work.connection.execute(
        select(func.count())
        .select_from(RECEIPTS)
        .where(
            RECEIPTS.c.mailbox == mailbox,
            RECEIPTS.c.correspondent == correspondent,
            RECEIPTS.c.sent_at > work.now - _HOUR,
        )
    ).scalar_one()
    if lately >= MOST_AN_HOUR:
        return False
    noted = work.connection.execute(
        insert_into(work.connection, RECEIPTS)
        .on_conflict_do_nothing(index_elements=["mailbox", "about"])
        .values(mailbox=mailbox, about=about, correspondent=correspondent, sent_at=work.now)
    )
    return noted.rowcount == 1


def _compose(
    work: UnitOfWork,
    seat: MailboxSeat,
    message_id: str,
    to: Mailbox,
    receipt: Receipt,
    answered: Mail,
) -> bytes:
    us = Mailbox(seat.address, seat.name)
    envelope = OutgoingMail(
        message_id=message_id,
        date=work.now,
        sender=us,
        to=(to,),
        subject=receipt.subject,
        text=receipt.text,
        thread=thread_of(answered),
        mss=MssHeaders(product=seat.product),
        is_automatic=True,
    )
    if not answered.notify_to:
        return compose_mail(envelope)
    said = OutgoingReceipt(
        receipt.disposition,
        us,
        REPORTER,
        receipt.error_code,
        receipt.error,
        receipt.by_machine,
    )
    return compose_receipt(envelope, said, answered)
