"""What Liaison must know of the territory to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from care.circles.emergency import LASTS
from care.circles.opening import Naming

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class House:
    """The account that speaks, the clock on the wall, how rooms are called, how long an emergency
    access lasts, for how many months a closed circle and its professionals' room are kept (0: for
    good), where the pages are, without a path, and whether browsers everywhere find them there:
    then rooms of circles show their page. `mail_people` are in the team of a mailbox.
    """

    account: str
    zone: ZoneInfo = PARIS
    naming: Naming = Naming.PSEUDONYM
    emergency: timedelta = LASTS
    circle_months: int = 0
    professionals_months: int = 0
    pages_url: str = ""
    shows_pages: bool = False
    mail_people: frozenset[str] = frozenset()

    def today(self, now: datetime) -> date:
        """The day on the wall."""
        return now.astimezone(self.zone).date()
