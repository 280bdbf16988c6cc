"""Openings by the clock on the wall, against real instants: right on the days it changes too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from care.directory.profiles.holidays import is_public_holiday
from care.directory.profiles.model import MIDNIGHT, Absence, Profile, Slot

PARIS = ZoneInfo("Europe/Paris")


class Status(StrEnum):
    """What is known of someone at a given time."""

    OPEN = "open"
    UNKNOWN = "unknown"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time that is asked about; an instant when `end` is `start`."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known; when open, `until` is when it closes and `since` when it opened or opens."""

    status: Status
    since: datetime | None = None
    until: datetime | None = None


def opening(profile: Profile, window: Window, zone: ZoneInfo = PARIS) -> Opening:
    """What is known of `profile` during `window`: open if it is at any moment of it."""
    days = list(_days(window, zone))
    if days and all(is_away(profile.absences, day) for day in days):
        return Opening(Status.AWAY)
    if profile.hours is None:
        return Opening(Status.UNKNOWN)
    for since, until in _openings(profile, window, zone):
        if (since < window.end and until > window.start) or since <= window.start < until:
            on_holiday = is_public_holiday(since.astimezone(zone).date())
            return Opening(Status.HOLIDAY if on_holiday else Status.OPEN, since, until)
    return Opening(Status.CLOSED)


def next_opening(profile: Profile, now: datetime, zone: ZoneInfo = PARIS) -> datetime | None:
    """When it opens next, within a fortnight; None when that is not known."""
    window = Window(now, now + timedelta(days=14))
    later = (since for since, _ in _openings(profile, window, zone) if since > now)
    return min(later, default=None)


def is_away(absences: Iterable[Absence], day: date) -> bool:
    """Whether `day` is within one of `absences`."""
    return any(absence.covers(day) for absence in absences)


def current_absence(absences: Iterable[Absence], day: date) -> Absence | None:
    """The absence of that day, made one with those that go on from it."""
    found: Absence | None = None
    for absence in sorted(absences):
        if found is None and absence.covers(day):
            found = absence
        elif found is not None and (absence.follows(found) or absence.covers(found.last)):
            found = Absence(found.first, max(found.last, absence.last), found.note or absence.note)
    return found


def _days(window: Window, zone: ZoneInfo) -> Iterator[date]:
    day = window.start.astimezone(zone).date()
    last = window.end.astimezone(zone)
    while day <= last.date() and not (
        day == last.date() and last.time() == time() and window.end > window.start
    ):
        yield day
        day += timedelta(days=1)


def _openings(
    profile: Profile, window: Window, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """Openings that begin between the day before `window` and its end."""
    if profile.hours is None:
        return
    day = window.start.astimezone(zone).date() - timedelta(days=1)
    last = window.end.astimezone(zone).date()
    while day <= last:
        if not is_away(profile.absences, day):
            for slot in profile.hours.days[day.weekday()]:
                yield _instants(day, slot, zone)
        day += timedelta(days=1)


def _instants(day: date, slot: Slot, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return _instant(day, slot.start, zone), _instant(day, slot.end, zone)


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    # Through UTC: two instants of one zone would be compared by their wall clocks.
    days, minute = divmod(minute, MIDNIGHT)
    wall = datetime.combine(day + timedelta(days=days), time(minute // 60, minute % 60), zone)
    return wall.astimezone(UTC)
