"""What the account of a mailbox is woken for: to show letters, and to remind each morning."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from care.runtime.sealing import KeyRing
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

_SHOW, _REMIND = "letters:show", "letters:remind:"
_MORNING = time(8, 30)


def wake_to_show(work: UnitOfWork, account: str) -> None:
    """Have the rooms of a mailbox, and its open pages, brought in line with its letters."""
    set_timer(work, account, _SHOW, work.now)
    work.publish(topic_of(work.keys, account))


def topic_of(keys: KeyRing, account: str) -> str:
    """What open pages watch to hear that the letters of a mailbox changed."""
    return f"letters:{keys.blind(account, 'letters.topic')[:32]}"


def is_to_show(timer: Timer) -> bool:
    """Whether `timer` is for that."""
    return timer.key == _SHOW


def wake_to_remind(work: UnitOfWork, account: str, zone: ZoneInfo) -> None:
    """Have somebody look tomorrow morning at what waits; asked ten times a day, once it is done."""
    due_at = next_morning(work.now, zone)
    set_timer(work, account, f"{_REMIND}{due_at:%Y-%m-%d}", due_at)


def is_to_remind(timer: Timer) -> bool:
    """Whether `timer` is for that."""
    return timer.key.startswith(_REMIND)


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """The next day of the wall's calendar, when people begin to work."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, _MORNING, zone)
