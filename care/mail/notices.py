"""Word of mailboxes that stop, and of files that end: to the coordination, and to each team."""

from __future__ import annotations

from datetime import datetime

from care.mail.mailboxes import Mailboxes
from care.mail.model import (
    DeliveryChange,
    Expiring,
    ExpiryWarning,
    MailboxChange,
    Trouble,
    Way,
)
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

Notice = MailboxChange | ExpiryWarning
_PREFIX = "mail:notice:"


class Notices:
    """A watcher that wakes `keeper`, who speaks to the coordination, and each mailbox's account.

    What was not told yet when the next word on the same matter comes is told no more.
    """

    def __init__(self, keeper: str, mailboxes: Mailboxes) -> None:
        self._keeper = keeper
        self._mailboxes = mailboxes

    def delivery_changed(self, work: UnitOfWork, change: DeliveryChange) -> None:
        """Nothing: those who wrote are told on their card."""

    def mailbox_changed(self, work: UnitOfWork, change: MailboxChange) -> None:
        """The team is told; so is the coordination, of what does not wait for somebody's login."""
        facts: dict[str, str | int] = {
            "mailbox": change.mailbox,
            "way": change.way.value,
            "trouble": change.trouble.value if change.trouble else "",
        }
        seat = self._mailboxes.at(change.mailbox)
        accounts = [self._keeper, *([seat.account] if seat else [])]
        for account in accounts:
            self._wake(work, account, f"{change.mailbox}|{change.way}", facts)

    def expiry_is_near(self, work: UnitOfWork, warning: ExpiryWarning) -> None:
        """The coordination is told."""
        facts: dict[str, str | int] = {
            "mailbox": warning.mailbox,
            "what": warning.what.value,
            "expires_at": warning.expires_at.isoformat(),
            "days": warning.days,
        }
        self._wake(work, self._keeper, f"{warning.mailbox}|{warning.what}", facts)

    def _wake(
        self, work: UnitOfWork, account: str, matter: str, facts: dict[str, str | int]
    ) -> None:
        token = work.keys.blind(matter, "mail.notices")[:32]
        set_timer(work, account, _PREFIX + token, work.now, facts)


def notice_of(timer: Timer) -> Notice | None:
    """What is to be told; None for a timer about something else."""
    if not timer.key.startswith(_PREFIX):
        return None
    facts = timer.data
    if "way" in facts:
        trouble = Trouble(facts["trouble"]) if facts["trouble"] else None
        return MailboxChange(facts["mailbox"], Way(facts["way"]), trouble)
    expires_at = datetime.fromisoformat(facts["expires_at"])
    return ExpiryWarning(facts["mailbox"], Expiring(facts["what"]), expires_at, facts["days"])
