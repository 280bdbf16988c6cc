"""When a schedule comes round: days by RFC 5545 (python-dateutil), hours by the wall clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from dateutil.rrule import rrulestr

from care.moments.model import Frequency, Occurrence, Repeat, Schedule
from care.moments.rules import render_rule

_STRIDES = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}


def occurrences(schedule: Schedule, since: date | None = None) -> Iterator[Occurrence]:
    """Every time that `schedule` comes round, in order of the wall clock; maybe without end.

    From `since` on when given, without counting through all that was before.
    """
    repeat = schedule.repeat
    left = repeat.count if repeat is not None else None
    hours: list[time | None] = [*sorted(schedule.times)] or [None]
    for day in _days(schedule, since):
        for at in hours:
            if _had_passed(schedule, day, at):
                continue
            if left is not None and (left := left - 1) < 0:
                return
            is_left_out = repeat is not None and day in repeat.but
            if not is_left_out and (since is None or day >= since):
                yield Occurrence(day, at, schedule.zone)


def occurrences_until(schedule: Schedule, end: datetime) -> list[Occurrence]:
    """Those that begin before `end`."""
    return list(takewhile(lambda one: one.instant < end, occurrences(schedule)))


def next_occurrence(schedule: Schedule, after: datetime) -> Occurrence | None:
    """The first that begins after `after`; None when there is no more."""
    eve = after.date() - timedelta(days=2)
    return next((one for one in occurrences(schedule, eve) if one.instant > after), None)


def comes_round(schedule: Schedule, wanted: Occurrence) -> bool:
    """Whether `wanted` is one of the occurrences of `schedule`."""
    nearby = takewhile(lambda one: one.day <= wanted.day, occurrences(schedule, wanted.day))
    return wanted in nearby


def _had_passed(schedule: Schedule, day: date, at: time | None) -> bool:
    if schedule.first_time is None or at is None or day != schedule.day:
        return False
    return at < schedule.first_time


def _days(schedule: Schedule, since: date | None) -> Iterator[date]:
    repeat = schedule.repeat
    if repeat is None:
        yield schedule.day
        return
    start = _start(schedule.day, repeat, since)
    # COUNT counts hours too: it is kept above. Without UNTIL, dateutil goes on to the year 9999.
    parts = render_rule(repeat).split(";")
    rule = ";".join(part for part in parts if not part.startswith("COUNT="))
    for moment in rrulestr(rule, dtstart=datetime.combine(start, time())):
        yield moment.date()


def _start(day: date, repeat: Repeat, since: date | None) -> date:
    """`day`, or a later one in step with it (whole weeks before `since`) to start counting from."""
    stride = _STRIDES.get(repeat.frequency, 0) * repeat.interval
    if since is None or repeat.count is not None or not stride:
        return day
    return day + timedelta(days=max((since - day).days // stride - 1, 0) * stride)
