"""What whoever carries mail asks of others: who reads it, who is told, whom to trust."""

from __future__ import annotations

from typing import Protocol

from care.mail.model import DeliveryChange, ExpiryWarning, IncomingMail, MailboxChange
from care.runtime.units import UnitOfWork


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


class TrustedDomains(Protocol):
    """The white list."""

    @property
    def is_ready(self) -> bool:
        """Whether there is a list; nothing is judged before."""
        ...

    def is_trusted(self, address: str) -> bool:
        """Whether `address` belongs to the trusted space. False when there is no list."""
        ...
