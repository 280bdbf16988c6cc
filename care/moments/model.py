"""Moments as people tell them: by the calendar and the clock on the wall, once or again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from care.moments.wall import PARIS, end_of_day, instant_of

_KEY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?", re.ASCII)


class Frequency(StrEnum):
    """How often days come back, by the names of RFC 5545."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Days that come back: the part of RFC 5545's rules that people say aloud.

    `weekdays` from 0 (Monday). Within a month, `position` picks among them (1 the first, -1 the
    last), or `month_day` is the day (-1 the last; 31 is the last where there is none). `until` is
    the last day, `count` counts occurrences, those on the days of `but` included (EXDATE).
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    position: int | None = None
    month_day: int | None = None
    month: int | None = None
    until: date | None = None
    count: int | None = None
    but: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The first day, the hours of a day (none: all day) by the wall clock of `zone`.

    Hours of the first day before `first_time` had passed when this was said.
    """

    day: date
    times: tuple[time, ...] = ()
    zone: str = PARIS
    repeat: Repeat | None = None
    first_time: time | None = None

    @property
    def comes_back(self) -> bool:
        """Whether it may come round more than once."""
        return self.repeat is not None or len(self.times) > 1


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a schedule comes round. It keeps its `key` whatever the clocks do."""

    day: date
    at: time | None
    zone: str

    @property
    def key(self) -> str:
        """`2026-06-14T08:15`, or `2026-06-14` for a whole day."""
        day = self.day.isoformat()
        return day if self.at is None else f"{day}T{self.at:%H:%M}"

    @property
    def instant(self) -> datetime:
        """When it begins, in UTC."""
        return instant_of(self.day, self.at or time(), self.zone)

    @property
    def late_from(self) -> datetime:
        """When it is late if not done: its hour, or the end of its day."""
        return end_of_day(self.day, self.zone) if self.at is None else self.instant


def parse_key(key: str, zone: str = PARIS) -> Occurrence | None:
    """The occurrence that a key names; None when it is no key."""
    if not _KEY.fullmatch(key):
        return None
    day, _, at = key.partition("T")
    try:
        return Occurrence(date.fromisoformat(day), time.fromisoformat(at) if at else None, zone)
    except ValueError:
        return None
