"""What handling the letters of one mailbox needs to know of the territory."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from care.identity.reason import Environment
from care.mail.mailboxes import MailboxSeat
from care.mail.ports import TrustedDomains

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Office:
    """The mailbox, the account that keeps the rooms of circles, the white list, whether invented
    identities are at home here, and the clock on the wall.
    """

    seat: MailboxSeat
    keeper: str
    trusted: TrustedDomains
    environment: Environment = Environment.PRODUCTION
    zone: ZoneInfo = PARIS
