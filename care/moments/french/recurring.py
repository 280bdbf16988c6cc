"""What comes back: from when, on which days, at which hours, until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import islice

from dateutil.relativedelta import relativedelta

from care.moments.french.model import Doubt, Guess, Problem
from care.moments.french.sense import Sense, is_ahead
from care.moments.french.slate import Span
from care.moments.french.told import BoundTold, DayTold, RepeatTold, Role, Told, times_of
from care.moments.model import Frequency, Occurrence, Repeat, Schedule
from care.moments.occurrences import occurrences

_DEFAULT_HOUR = 8 * 60
_ENOUGH = 400
_NOWHERE = (0, 0)
_DAY = 24 * 60


def recurring(told: Told) -> tuple[list[Sense], Problem | None]:
    """The sense of what comes back; two when it may also be that one time."""
    base, spans = _base(told)
    hours = _hours(told, base)
    if hours is None or (base.unclear and not (base.repeat.weekdays or told.hours.minutes)):
        return [], Problem.REPEAT_UNCLEAR
    minutes, guesses = hours
    times = times_of(minutes)
    anchor = _anchor(told, base.repeat)
    start = anchor.options[0] if anchor and anchor.options else told.today
    left_out = [day for day in told.days if day.role is Role.EXCEPT and day.options]
    repeat = _spared(_completed(base.repeat, start, anchor), told.bounds)
    repeat = replace(repeat, but=tuple(day.options[0] for day in left_out))
    first = _first(told, repeat, max(start, told.today), times)
    if first is None:
        return [], Problem.PAST
    repeat, bound_spans = _bounded(told, repeat, first.day)
    if repeat.until is not None and repeat.until < first.day:
        return [], Problem.PAST
    first_time = None if first.at is None or first.at == times[0] else first.at
    schedule = Schedule(first.day, times, told.zone, repeat, first_time)
    used = (*spans, *told.hours.all_spans, *(anchor.spans if anchor else ()), *bound_spans)
    sense = Sense(schedule, used, base.guesses | guesses)
    return _perhaps_once(sense, base), None


def _perhaps_once(sense: Sense, base: RepeatTold) -> list[Sense]:
    repeat = sense.schedule.repeat
    if not base.once or repeat is None or repeat.until or repeat.count:
        return [sense]
    count = len(repeat.weekdays) * max(len(sense.schedule.times), 1)
    once = replace(sense, schedule=replace(sense.schedule, repeat=replace(repeat, count=count)))
    return [one.doubting(Doubt.ONCE_OR_EVERY) for one in (once, sense)]


def _base(told: Told) -> tuple[RepeatTold, tuple[Span, ...]]:
    """All that comes back in one: "toutes les deux semaines, les mardis"."""
    if not told.repeats:
        return RepeatTold(_NOWHERE, Repeat(Frequency.DAILY)), ()
    base, *others = sorted(told.repeats, key=lambda one: one.span)
    spans = [base.span]
    for other in others:
        merged = _merged(base, other)
        if merged is not None:
            base = merged
            spans.append(other.span)
    return base, tuple(spans)


def _merged(one: RepeatTold, other: RepeatTold) -> RepeatTold | None:
    first, second = one.repeat, other.repeat
    hours = one.of_day or other.of_day
    guesses = one.guesses | other.guesses
    if second == Repeat(Frequency.DAILY) and not other.every_hours:
        return replace(one, of_day=hours, guesses=guesses)
    if first == Repeat(Frequency.DAILY) and not one.every_hours:
        return replace(other, of_day=hours, guesses=guesses, once=False)
    if first.frequency is second.frequency is Frequency.WEEKLY:
        weekdays = tuple(sorted({*first.weekdays, *second.weekdays}))
        interval = max(first.interval, second.interval)
        repeat = Repeat(Frequency.WEEKLY, interval, weekdays=weekdays)
        return replace(one, repeat=repeat, of_day=hours, guesses=guesses, once=False)
    return None


def _hours(told: Told, base: RepeatTold) -> tuple[tuple[int, ...], frozenset[Guess]] | None:
    """The hours of a day in minutes; None for "toutes les 5 heures", that no day begins alike."""
    minutes, guesses = told.hours.minutes, told.hours.guesses
    if not base.every_hours:
        return (minutes, guesses) if minutes else (base.of_day, frozenset())
    if base.every_hours > 24 or 24 % base.every_hours:
        return None
    start = minutes[0] if minutes else _DEFAULT_HOUR
    if not minutes:
        guesses |= {Guess.HOUR}
    steps = range(0, _DAY, base.every_hours * 60)
    return tuple((start + step) % _DAY for step in steps), guesses


def _anchor(told: Told, repeat: Repeat) -> DayTold | None:
    """The day from which it comes back: told as such, or the one that the repeat lacks."""
    days = [day for day in told.days if day.options]
    for day in days:
        if day.role is Role.FROM:
            return day
    lacks_day = repeat.month_day is None and not repeat.weekdays
    return next((day for day in days if day.role is Role.DUE and lacks_day), None)


def _completed(repeat: Repeat, start: date, anchor: DayTold | None) -> Repeat:
    if repeat.frequency is Frequency.WEEKLY and not repeat.weekdays:
        weekday = anchor.every if anchor and anchor.every is not None else start.weekday()
        return replace(repeat, weekdays=(weekday,))
    if repeat.frequency is Frequency.MONTHLY and not repeat.weekdays and repeat.month_day is None:
        return replace(repeat, month_day=start.day)
    if repeat.frequency is Frequency.YEARLY and repeat.month is None:
        return replace(repeat, month=start.month, month_day=start.day)
    return repeat


def _spared(repeat: Repeat, bounds: list[BoundTold]) -> Repeat:
    """Without the weekdays that are spared: every day but Sunday is six days a week."""
    spared = {day for bound in bounds for day in bound.spared}
    days = repeat.weekdays or tuple(range(7))
    left = tuple(day for day in days if day not in spared)
    weekly = repeat.frequency is Frequency.WEEKLY
    if not spared or not left or not (weekly or repeat == Repeat(Frequency.DAILY)):
        return repeat
    return replace(repeat, frequency=Frequency.WEEKLY, weekdays=left)


def _first(told: Told, repeat: Repeat, start: date, times: tuple[time, ...]) -> Occurrence | None:
    """The first time to come; of every other Monday, the very next Monday."""
    every = Schedule(start, times, told.zone, replace(repeat, interval=1))
    for one in islice(occurrences(every), _ENOUGH):
        if one.at is None or is_ahead(told, one.day, one.at):
            return one
    return None


def _bounded(told: Told, repeat: Repeat, first: date) -> tuple[Repeat, list[Span]]:
    spans: list[Span] = []
    for bound in told.bounds:
        spans.append(bound.span)
        if bound.count:
            repeat = replace(repeat, count=min(bound.count, 1000))
        elif bound.days or bound.months:
            length = relativedelta(days=bound.days, months=bound.months)
            repeat = replace(repeat, until=first + length - timedelta(days=1))
    for day in told.days:
        if day.role is Role.UNTIL and day.options:
            later = [one for one in day.options if one >= first]
            repeat = replace(repeat, until=later[0] if later else day.options[0])
            spans += day.spans
        elif day.role is Role.EXCEPT and day.options:
            spans += day.spans
    return repeat, spans
