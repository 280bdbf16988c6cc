"""Moments in words, as one says them."""

from __future__ import annotations

from datetime import date, time

import pytest

from care.day.telling import TEXTS, tell_date, tell_day, tell_occurrence, tell_schedule
from care.moments.model import Frequency, Occurrence, Repeat, Schedule
from tests.bots.liaison.village import plain

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 2), "aujourd’hui"),
        (date(2026, 3, 3), "demain"),
        (date(2026, 3, 5), "jeudi 5/03"),
        (date(2027, 1, 1), "vendredi 1/01/2027"),
    ],
)
def test_days(day: date, words: str) -> None:
    assert tell_day(day, TODAY) == words


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Schedule(TODAY, (time(8, 15),)), "aujourd’hui à 8 h 15"),
        (Schedule(TODAY, (time(8), time(20))), "aujourd’hui à 8 h 00 et 20 h 00"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.DAILY)), "tous les jours"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.WEEKLY, weekdays=(0, 3))),
         "tous les lundis et jeudis"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.WEEKLY, 2, (0,))),
         "lundi, une semaine sur 2"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.MONTHLY, until=date(2026, 6, 1))),
         "tous les mois, jusqu’au lundi 1/06"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.YEARLY, 2)), "tous les 2 ans le 2/03"),
    ],
)  # fmt: skip
def test_schedules(schedule: Schedule, words: str) -> None:
    assert plain(tell_schedule(schedule, TODAY)) == words


def test_occurrences_and_days_told_whenever_they_are_read() -> None:
    at = Occurrence(date(2026, 3, 5), time(9, 5), "Europe/Paris")
    assert plain(tell_occurrence(at, TODAY)) == "jeudi 5/03 à 9 h 05"
    assert tell_occurrence(Occurrence(TODAY, None, "Europe/Paris"), TODAY) == "aujourd’hui"
    assert tell_date(date(2026, 3, 5)) == "jeudi 5/03"
    assert {TEXTS.say(f"weekday-{day}") for day in range(7)} >= {"lundi", "dimanche"}
