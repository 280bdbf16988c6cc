"""Writing a mail that every program reads: UTF-8, threads, files, requests for receipts.

Nothing is drawn or looked at: identifiers, moments and words are arguments, and the same arguments
make the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from care.standards.rfc5322.addresses import Mailbox, is_mailbox
from care.standards.rfc5322.filenames import make_safe_name
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.mss import MssHeaders, write_mss_headers
from care.standards.rfc5322.quoting import quote
from care.standards.rfc5322.reason import ComposeReason, ComposeRefused

_POLICY = SMTP.clone(max_line_length=76)
_LONGEST_THREAD = 50
_LONGEST_ID = 900


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to attach."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """What to write. `thread` are the identifiers of the messages before it, oldest first.

    `wants_delivery` and `wants_reading` ask for receipts to the sender (ECO 2.3); `is_automatic`
    says that no person wrote it (RFC 3834).
    """

    message_id: str
    date: datetime
    sender: Mailbox
    to: tuple[Mailbox, ...]
    subject: str
    text: str
    cc: tuple[Mailbox, ...] = ()
    reply_to: tuple[Mailbox, ...] = ()
    thread: tuple[str, ...] = ()
    files: tuple[OutgoingFile, ...] = ()
    mss: MssHeaders = field(default_factory=MssHeaders)
    wants_delivery: bool = False
    wants_reading: bool = False
    is_automatic: bool = False


def compose_mail(mail: OutgoingMail) -> bytes:
    """The message, with CRLF and short lines. Raises ComposeRefused."""
    message = EmailMessage(policy=_POLICY)
    write_headers(message, mail)
    message.set_content(_lines(mail.text), subtype="plain", charset="utf-8", cte="quoted-printable")
    for number, file in enumerate(mail.files, start=1):
        _attach(message, file, number)
    set_boundaries(message, mail.message_id)
    return message.as_bytes()


def thread_of(answered: Mail) -> tuple[str, ...]:
    """The thread of an answer to `answered`."""
    return (*answered.thread, answered.message_id) if answered.message_id else answered.thread


def quote_mail(text: str, answered: Mail, attribution: str) -> str:
    """`text` above the words that it answers, under a line that says whose they are."""
    return f"{text.rstrip()}\n\n{quote(answered.folded.own, attribution)}\n"


def write_headers(message: EmailMessage, mail: OutgoingMail) -> None:
    """Everything but the content. Raises ComposeRefused."""
    if not mail.to:
        raise ComposeRefused(ComposeReason.NO_RECIPIENT)
    if mail.date.utcoffset() is None:
        raise ComposeRefused(ComposeReason.DATE_WITHOUT_ZONE)
    message["From"] = _address(mail.sender)
    message["To"] = _addresses(mail.to)
    if mail.cc:
        message["Cc"] = _addresses(mail.cc)
    if mail.reply_to:
        message["Reply-To"] = _addresses(mail.reply_to)
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = format_datetime(mail.date)
    message["Message-ID"] = _identifier(mail.message_id)
    if mail.thread:
        thread = [_identifier(one) for one in mail.thread[-_LONGEST_THREAD:]]
        message["In-Reply-To"] = thread[-1]
        message["References"] = " ".join(thread)
    if mail.wants_reading:
        message["Disposition-Notification-To"] = f"<{mail.sender.address}>"
    if mail.wants_delivery:
        message["Return-Receipt-To"] = f"<{mail.sender.address}>"
    if mail.is_automatic:
        message["Auto-Submitted"] = "auto-replied" if mail.thread else "auto-generated"
    for name, value in write_mss_headers(mail.mss):
        message[name] = value


def set_boundaries(message: EmailMessage, seed: str) -> None:
    """Boundaries that nobody can foresee in the content they separate, and that are always same."""
    for place, part in enumerate(message.walk()):
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            digest = hashlib.sha256(f"{seed}\0{place}".encode()).hexdigest()
            part.set_boundary(f"=_{digest[:40]}")


def _attach(message: EmailMessage, file: OutgoingFile, number: int) -> None:
    main, _, sub = file.media_type.partition("/")
    if not (main.isascii() and main.isalnum() and sub) or main in {"text", "message", "multipart"}:
        main, sub = "application", "octet-stream"
    name = make_safe_name(file.name, file.media_type, number)
    message.add_attachment(
        file.content, maintype=main, subtype=sub, filename=name, params={"name": name}
    )


def _addresses(mailboxes: Sequence[Mailbox]) -> tuple[Address, ...]:
    return tuple(_address(one) for one in mailboxes)


def _address(mailbox: Mailbox) -> Address:
    if not is_mailbox(mailbox.address):
        raise ComposeRefused(ComposeReason.BAD_ADDRESS)
    local, _, domain = mailbox.address.rpartition("@")
    return Address(_one_line(mailbox.name), local, domain)


def _identifier(text: str) -> str:
    bare = text.strip().removeprefix("<").removesuffix(">")
    unfit = not bare.isascii() or not bare.isprintable() or set(bare) & set("<> ")
    if unfit or not bare or len(bare) > _LONGEST_ID:
        raise ComposeRefused(ComposeReason.BAD_MESSAGE_ID)
    return f"<{bare}>"


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _lines(text: str) -> str:
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return tidy.encode("utf-8", "replace").decode() + ("" if tidy.endswith("\n") else "\n")
