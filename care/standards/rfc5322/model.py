"""A mail as we show it and act on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.headers import Headers
from care.standards.rfc5322.mss import MssHeaders
from care.standards.rfc5322.quoting import Folded
from care.standards.rfc5322.reason import MailFlaw
from care.standards.rfc5322.subject import Subject


class AttachmentKind(StrEnum):
    """What an attachment is, beyond its media type."""

    FILE = "file"
    INLINE = "inline"
    MESSAGE = "message"
    CALENDAR = "calendar"
    REPORT = "report"
    ENCRYPTED = "encrypted"
    SIGNATURE = "signature"
    OUTLOOK = "outlook"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail. `name` is safe to show and to save; `number` is its place, from 1."""

    number: int
    name: str
    media_type: str
    content: bytes = field(repr=False)
    kind: AttachmentKind = AttachmentKind.FILE
    content_id: str = ""

    @property
    def is_archive(self) -> bool:
        """Whether its bytes begin as a ZIP, whatever it calls itself."""
        return self.content.startswith(b"PK\x03\x04")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. Identifiers are without brackets; `senders` are all of From, `sender` the first.

    Nothing in it is proven: From is what somebody wrote.
    """

    headers: Headers = field(repr=False)
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    subject: Subject
    senders: tuple[Mailbox, ...]
    reply_to: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    date: datetime | None
    body: str
    folded: Folded
    attachments: tuple[Attachment, ...]
    mss: MssHeaders
    notify_to: tuple[Mailbox, ...] = ()
    report_type: str = ""
    flaws: frozenset[MailFlaw] = frozenset()

    @property
    def sender(self) -> Mailbox | None:
        """Who says they wrote it."""
        return next(iter(self.senders), None)

    @property
    def answer_to(self) -> tuple[Mailbox, ...]:
        """To whom an answer goes."""
        return self.reply_to or self.senders[:1]

    @property
    def thread(self) -> tuple[str, ...]:
        """The messages before it, oldest first."""
        known = self.references
        if self.in_reply_to and self.in_reply_to not in known:
            known = (*known, self.in_reply_to)
        return known
