"""What the account of a mailbox must know to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from care.identity.reason import Environment
from care.letters.office import Office
from care.mail.mailboxes import MailboxSeat
from care.mail.ports import TrustedDomains

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class House:
    """The mailbox, the account that keeps the rooms of circles, who may be written to, the clock on
    the wall, where the pages are (without a path), and whether invented identities are at home.
    """

    seat: MailboxSeat
    liaison: str
    trusted: TrustedDomains
    zone: ZoneInfo = PARIS
    pages_url: str = ""
    environment: Environment = Environment.PRODUCTION

    @property
    def account(self) -> str:
        """Who speaks."""
        return self.seat.account

    @property
    def office(self) -> Office:
        """Where its letters are decided on."""
        return Office(self.seat, self.liaison, self.trusted, self.environment, self.zone)

    def today(self, now: datetime) -> date:
        """The day on the wall."""
        return now.astimezone(self.zone).date()
