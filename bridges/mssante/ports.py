"""What the bridge asks of others: who reads the mail, who is told, who is logged in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bridges.mssante.delivery import Delivery
from bridges.mssante.trouble import Trouble
from care.runtime.units import UnitOfWork


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail as it came: its whole bytes, and the address that its header says it is from."""

    number: int
    mailbox: str
    source: bytes
    sender: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class DeliveryChange:
    """What is new for one recipient of a mail that we sent. `code`: of SMTP or MDN, or empty."""

    mailbox: str
    message_id: str
    recipient: str
    state: Delivery
    code: str


class Way(StrEnum):
    """The two things that a mailbox does."""

    RECEIVING = "receiving"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class MailboxChange:
    """A mailbox stopped, or works again (`trouble` is None)."""

    mailbox: str
    way: Way
    trouble: Trouble | None


class Expiring(StrEnum):
    """A file whose date comes near, or is past."""

    CERTIFICATE = "certificate"
    AUTHORITY = "authority"
    REVOCATIONS = "revocations"
    WHITE_LIST = "white_list"


@dataclass(frozen=True, slots=True)
class ExpiryWarning:
    """`days` are left, none when the date is past; `mailbox` is empty for what serves them all."""

    mailbox: str
    what: Expiring
    expires_at: datetime
    days: int


class MailReader(Protocol):
    """Who reads the mail: plain functions, called in a thread, in one unit of work per mail.

    The mail is handled when the unit commits, exactly once. `handle` raises Refusal to have the
    mail put aside with that reason, and TemporaryFailure to be asked again.
    """

    def handle(self, work: UnitOfWork, mail: IncomingMail) -> None:
        """Bring `mail` where it belongs."""
        ...

    def put_aside(self, work: UnitOfWork, mail: IncomingMail, reason: str) -> None:
        """`mail` is in quarantine, with its bytes, for `reason`: tell who decides."""
        ...


class Watcher(Protocol):
    """Who tells people how things stand: plain functions, called inside units of work."""

    def delivery_changed(self, work: UnitOfWork, change: DeliveryChange) -> None:
        """A mail went further, or will not."""
        ...

    def mailbox_changed(self, work: UnitOfWork, change: MailboxChange) -> None:
        """A mailbox stopped or works again."""
        ...

    def expiry_is_near(self, work: UnitOfWork, warning: ExpiryWarning) -> None:
        """Something must be renewed."""
        ...


class TokenSource(Protocol):
    """The Pro Santé Connect tokens of those who are logged in; never stored."""

    async def token(self, address: str) -> str | None:
        """The access token for a mailbox, None while its user is not logged in."""
        ...


class TrustedDomains(Protocol):
    """The white list."""

    @property
    def is_ready(self) -> bool:
        """Whether there is a list; nothing is judged before."""
        ...

    def is_trusted(self, address: str) -> bool:
        """Whether `address` belongs to the trusted space. False when there is no list."""
        ...
