"""Moments in words: `jeudi 4/12 à 8 h 15`, `tous les lundis à 9 h 00`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from care.moments.model import Frequency, Occurrence, Repeat, Schedule
from care.moments.occurrences import occurrences
from care.runtime.texts import Texts, french_time

_FEW = 6
TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def tell_schedule(schedule: Schedule, today: date) -> str:
    """`jeudi 4/12 à 8 h 15`, `tous les lundis à 9 h 00, jusqu’au lundi 1/06`."""
    repeat = schedule.repeat
    if repeat is None:
        return _at(tell_day(schedule.day, today), schedule.times)
    if repeat.count is not None and repeat.count <= _FEW:
        return _tell_each(schedule, today)
    told = _at(_tell_days(repeat, schedule.day), schedule.times)
    if schedule.day > today and _is_worth_telling(repeat, schedule.day, today):
        told = TEXTS.say("from", what=told, day=_dated(schedule.day, today))
    return _bounded(told, repeat, schedule.day)


def tell_occurrence(occurrence: Occurrence, today: date) -> str:
    """The same for one time."""
    day = tell_day(occurrence.day, today)
    return TEXTS.say("when-at", day=day, time=french_time(occurrence.at)) if occurrence.at else day


def tell_date(day: date) -> str:
    """`jeudi 4/12`, whenever it is read."""
    return f"{TEXTS.say(f'weekday-{day.weekday()}')} {day.day}/{day.month:02d}"


def tell_day(day: date, today: date) -> str:
    """`aujourd’hui`, `demain`, `jeudi 4/12`, with the year when it is another."""
    if day == today:
        return TEXTS.say("today")
    if (day - today).days == 1:
        return TEXTS.say("tomorrow")
    year = "" if day.year == today.year else f"/{day.year}"
    weekday = TEXTS.say(f"weekday-{day.weekday()}")
    return f"{weekday} {day.day}/{day.month:02d}{year}"


def tell_repeat(repeat: Repeat, first: date) -> str:
    """`tous les lundis`, `le premier mardi de chaque mois, jusqu’au mardi 1/12`."""
    return _bounded(_tell_days(repeat, first), repeat, first)


def _bounded(told: str, repeat: Repeat, first: date) -> str:
    if repeat.count is not None:
        told = TEXTS.say("count", what=told, count=repeat.count)
    if repeat.until is not None:
        told = TEXTS.say("until", what=told, day=_dated(repeat.until, first))
    return told


def _tell_days(repeat: Repeat, first: date) -> str:
    match repeat.frequency:
        case Frequency.WEEKLY if repeat.weekdays:
            return _tell_weekdays(repeat.weekdays, repeat.interval)
        case Frequency.MONTHLY if repeat.position is not None and repeat.weekdays:
            day = TEXTS.say(
                "ranked",
                rank=repeat.position,
                day=TEXTS.say(f"weekday-{repeat.weekdays[0]}"),
            )
            return TEXTS.say("each-month", day=day, interval=repeat.interval)
        case Frequency.MONTHLY if repeat.month_day is not None:
            day = TEXTS.say("month-day", day=repeat.month_day)
            return TEXTS.say("each-month", day=day, interval=repeat.interval)
        case Frequency.YEARLY:
            day = f"{repeat.month_day or first.day}/{repeat.month or first.month:02d}"
            return TEXTS.say("each-year", day=day, interval=repeat.interval)
        case other:
            return TEXTS.say(f"every-{other.value.lower()}", interval=repeat.interval)


def _tell_weekdays(weekdays: tuple[int, ...], interval: int) -> str:
    names = [TEXTS.say(f"weekday-{one}") for one in weekdays]
    if interval == 1 and weekdays == (0, 1, 2, 3, 4):
        return TEXTS.say("working-days")
    if interval == 1 and len(weekdays) == 6:
        (spared,) = set(range(7)) - set(weekdays)
        return TEXTS.say("all-but", day=TEXTS.say(f"weekday-{spared}"))
    every = _list([f"{name}s" for name in names])
    return TEXTS.say("every-weekday", days=_list(names), every=every, interval=interval)


def _tell_each(schedule: Schedule, today: date) -> str:
    """A few times, one by one: `vendredi 5/12 à 8 h 00 et 20 h 00, lundi 8/12 à 8 h 00`."""
    days: dict[date, list[time]] = {}
    for one in occurrences(schedule):
        hours = days.setdefault(one.day, [])
        hours += [one.at] if one.at is not None else []
    return ", ".join(_at(tell_day(day, today), hours) for day, hours in days.items())


def _at(day: str, times: Sequence[time]) -> str:
    hours = _list([french_time(at) for at in times])
    return TEXTS.say("when-at", day=day, time=hours) if hours else day


def _list(names: Sequence[str]) -> str:
    *before, last = names or ("",)
    return TEXTS.say("and", before=", ".join(before), last=last) if before else last


def _dated(day: date, today: date) -> str:
    """`jeudi 4/12`, never « demain », with the year when it is another."""
    return tell_date(day) if day.year == today.year else f"{tell_date(day)}/{day.year}"


def _is_worth_telling(repeat: Repeat, first: date, today: date) -> bool:
    """Whether the first day is not the one that everybody would think of."""
    expected = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}.get(repeat.frequency, 0)
    return repeat.interval > 1 or (first - today).days > expected
