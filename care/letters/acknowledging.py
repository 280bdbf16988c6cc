"""Telling the sender what became of their mail: once, in the same transaction."""

from __future__ import annotations

from care.letters.office import Office
from care.letters.texts import TEXTS
from care.mail.receipts import Receipt, queue_receipt, queue_refusal
from care.runtime.units import UnitOfWork
from care.standards.mdn.model import Disposition
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.subject import build_refusal_subject


def acknowledge(work: UnitOfWork, office: Office, mail: Mail, *, by_machine: bool) -> str | None:
    """Say that it was taken in, by us or by somebody; the identifier of what leaves."""
    subject = mail.subject.text
    receipt = Receipt(
        TEXTS.say("receipt-subject", subject=subject),
        TEXTS.say("receipt-taken", mailbox=office.seat.name, subject=subject),
        Disposition.PROCESSED,
        by_machine=by_machine,
    )
    return queue_receipt(work, office.seat, mail, receipt, trusted=office.trusted)


def refuse(
    work: UnitOfWork, office: Office, mail: Mail, code: int, words: str, *, by_machine: bool
) -> str | None:
    """Say that it was not, with the error `code` (900 to 906); the identifier of what leaves.

    By a receipt to who asked for one, else by an ordinary mail.
    """
    why = TEXTS.say(f"error-{code}")
    text = TEXTS.say(
        "receipt-refused",
        mailbox=office.seat.name,
        subject=mail.subject.text,
        why=why,
        words=words,
    )
    receipt = Receipt(
        build_refusal_subject(mail.headers.text("subject"), code),
        text.strip(),
        Disposition.PROCESSED,
        code,
        why,
        by_machine,
    )
    seat, trusted = office.seat, office.trusted
    receipted = queue_receipt(work, seat, mail, receipt, trusted=trusted)
    return receipted or queue_refusal(work, seat, mail, receipt, trusted=trusted)
