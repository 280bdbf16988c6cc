"""From the clock on the wall to instants, also on the two nights a year when it jumps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PARIS = "Europe/Paris"
_STEP = timedelta(seconds=1)
_REMEMBERED = 16_384  # a day's list asks for the same hours again and again


@lru_cache(_REMEMBERED)
def instant_of(day: date, at: time, zone: str) -> datetime:
    """The instant, in UTC, when the clocks of `zone` show `at` on `day`.

    An hour that the clocks skip is the first one that they show after it (2 h 30 → 3 h 00); an
    hour that they show twice is the first of the two.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(zone))
    instant = wall.astimezone(UTC)
    if wall_of(instant, zone) == wall.replace(tzinfo=None):
        return instant
    return _change_between(wall.replace(fold=1).astimezone(UTC), instant, zone)


def wall_of(instant: datetime, zone: str) -> datetime:
    """What the clocks of `zone` show at `instant`, without a zone."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def is_zone(name: str) -> bool:
    """Whether `name` is a zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def end_of_day(day: date, zone: str) -> datetime:
    """The instant when `day` is over."""
    return instant_of(day + timedelta(days=1), time(), zone)


def exact_zone(instant: datetime, zone: str) -> str:
    """A zone in which the wall time of `instant` in `zone` means this very instant.

    That is `zone`, but during the hour that its clocks show for the second time: then it is the
    fixed zone of the same hour (POSIX counts it backwards: `Etc/GMT-1` is an hour before UTC's).
    """
    wall = wall_of(instant, zone)
    if instant_of(wall.date(), wall.time(), zone) == instant:
        return zone
    hours = round((wall - instant.astimezone(UTC).replace(tzinfo=None)) / timedelta(hours=1))
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"


def _change_between(before: datetime, after: datetime, zone: str) -> datetime:
    """The first instant of the new offset, between two instants with different ones."""
    offset = before.astimezone(ZoneInfo(zone)).utcoffset()
    while after - before > _STEP:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(ZoneInfo(zone)).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)
