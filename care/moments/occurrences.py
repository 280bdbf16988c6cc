"""When a schedule comes round: days by RFC 5545 (python-dateutil), hours by the wall clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import takewhile

from dateutil.rrule import rrulestr

from care.moments.model import Occurrence, Schedule
from care.moments.rules import render_rule


def occurrences(schedule: Schedule) -> Iterator[Occurrence]:
    """Every time that `schedule` comes round, in order of the wall clock; maybe without end."""
    repeat = schedule.repeat
    left = repeat.count if repeat is not None else None
    for day in _days(schedule):
        hours: list[time | None] = [*sorted(schedule.times)] or [None]
        for at in hours:
            if _had_passed(schedule, day, at):
                continue
            if left is not None and (left := left - 1) < 0:
                return
            if repeat is None or day not in repeat.but:
                yield Occurrence(day, at, schedule.zone)


def occurrences_until(schedule: Schedule, end: datetime) -> list[Occurrence]:
    """Those that begin before `end`."""
    return list(takewhile(lambda one: one.instant < end, occurrences(schedule)))


def next_occurrence(schedule: Schedule, after: datetime) -> Occurrence | None:
    """The first that begins after `after`; None when there is no more."""
    return next((one for one in occurrences(schedule) if one.instant > after), None)


def _had_passed(schedule: Schedule, day: date, at: time | None) -> bool:
    if schedule.first_time is None or at is None or day != schedule.day:
        return False
    return at < schedule.first_time


def _days(schedule: Schedule) -> Iterator[date]:
    if schedule.repeat is None:
        yield schedule.day
        return
    # COUNT counts hours too: it is kept above. A bare rule of dateutil goes on to the year 9999.
    rule = ";".join(
        part for part in render_rule(schedule.repeat).split(";") if not part.startswith("COUNT=")
    )
    for moment in rrulestr(rule, dtstart=datetime.combine(schedule.day, time())):
        yield moment.date()
