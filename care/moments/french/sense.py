"""One way to understand a sentence, and days that are not over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from care.moments.french.model import Doubt, Guess
from care.moments.french.slate import Span
from care.moments.french.told import MIDNIGHT, HoursTold, Told, times_of
from care.moments.model import Frequency, Repeat, Schedule
from care.moments.wall import instant_of, wall_of

_QUARTER = 15


@dataclass(frozen=True, slots=True)
class Sense:
    """A schedule, and where the words are that told it."""

    schedule: Schedule
    spans: tuple[Span, ...]
    guesses: frozenset[Guess] = frozenset()
    doubts: frozenset[Doubt] = frozenset()

    def doubting(self, doubt: Doubt) -> Sense:
        """The same, one among several for this reason."""
        return replace(self, doubts=self.doubts | {doubt})


def is_ahead(told: Told, day: date, at: time) -> bool:
    """Whether the clock has not shown that yet."""
    return instant_of(day, at, told.zone) >= told.now


def on_day(told: Told, day: date, hours: HoursTold) -> Schedule | None:
    """That day at the hours that are still to come; None when it is over."""
    if not hours.minutes:
        return Schedule(day, (), told.zone) if day >= told.today else None
    if hours.is_midnight:
        day += timedelta(days=1)
    elif max(hours.minutes) >= MIDNIGHT:
        return _until_midnight(told, day, hours)
    ahead = tuple(at for at in hours.times if is_ahead(told, day, at))
    if not ahead and Guess.HOUR in hours.guesses and day == told.today:
        ahead = _within_part(told, hours)
    return Schedule(day, ahead, told.zone) if ahead else None


def _until_midnight(told: Told, day: date, hours: HoursTold) -> Schedule | None:
    """ "20h et minuit": the midnight is that which ends the day."""
    first = times_of(minute for minute in hours.minutes if minute < MIDNIGHT)[0]
    if not is_ahead(told, day, first):
        return None
    repeat = Repeat(Frequency.DAILY, count=len(hours.times))
    return Schedule(day, hours.times, told.zone, repeat, first_time=first)


def _within_part(told: Told, hours: HoursTold) -> tuple[time, ...]:
    """For "ce matin" said at 9 h: the next whole hour of the morning, or its next quarter."""
    wall = wall_of(told.now, told.zone)
    minute = wall.hour * 60 + wall.minute
    for step in (60, _QUARTER):
        found = (minute // step + 1) * step
        if found < min(hours.ends or 0, MIDNIGHT):
            at = time(found // 60, found % 60)
            return (at,) if is_ahead(told, told.today, at) else ()
    return ()
