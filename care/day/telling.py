"""Moments in words: `jeudi 4/12 à 8 h 15`, `tous les lundis à 9 h 00`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from care.moments.model import Frequency, Occurrence, Repeat, Schedule
from care.runtime.texts import Texts, french_time

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def tell_schedule(schedule: Schedule, today: date) -> str:
    """`jeudi 4/12 à 8 h 15`, `tous les lundis à 9 h 00`."""
    times = " et ".join(french_time(at) for at in schedule.times)
    if schedule.repeat is None:
        when = tell_day(schedule.day, today)
    else:
        when = tell_repeat(schedule.repeat, schedule.day)
    return TEXTS.say("when-at", day=when, time=times) if times else when


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
    """`tous les lundis`, `tous les 2 mois, jusqu’au vendredi 4/12`."""
    if repeat.frequency is Frequency.WEEKLY and repeat.weekdays:
        days = " et ".join(TEXTS.say(f"weekday-{one}") for one in repeat.weekdays)
        every = " et ".join(f"{TEXTS.say(f'weekday-{one}')}s" for one in repeat.weekdays)
        told = TEXTS.say("every-weekday", days=days, every=every, interval=repeat.interval)
    else:
        unit = repeat.frequency.value.lower()
        told = TEXTS.say(f"every-{unit}", interval=repeat.interval)
    if repeat.until is not None:
        return TEXTS.say("until", what=told, day=tell_day(repeat.until, first))
    return told
