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
        (Schedule(date(2026, 3, 31), (), repeat=Repeat(Frequency.MONTHLY, month_day=31)),
         "le 31 de chaque mois, à partir du mardi 31/03"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.MONTHLY, 2, month_day=-1)),
         "le dernier jour, tous les 2 mois"),
        *((Schedule(TODAY, (time(9),), repeat=Repeat(
            Frequency.MONTHLY, weekdays=(1,), position=position)),
           f"le {rank} mardi de chaque mois à 9 h 00")
          for position, rank in ((1, "premier"), (2, "deuxième"), (4, "quatrième"),
                                 (-1, "dernier"))),
        (Schedule(TODAY, (time(8), time(12), time(19)),
                  repeat=Repeat(Frequency.DAILY, until=date(2026, 3, 3))),
         "tous les jours à 8 h 00, 12 h 00 et 19 h 00, jusqu’au mardi 3/03"),
        (Schedule(date(2026, 3, 4), (), repeat=Repeat(Frequency.DAILY, 2)),
         "tous les 2 jours, à partir du mercredi 4/03"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.WEEKLY, weekdays=(0, 2, 4))),
         "tous les lundis, mercredis et vendredis"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.WEEKLY, weekdays=(0, 1, 2, 3, 4))),
         "du lundi au vendredi"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.WEEKLY, weekdays=(0, 1, 2, 3, 4, 5))),
         "tous les jours sauf le dimanche"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.WEEKLY, weekdays=(0, 2), count=2)),
         "aujourd’hui, mercredi 4/03"),
        (Schedule(TODAY, (time(8), time(20)), repeat=Repeat(Frequency.DAILY, count=2),
                  first_time=time(20)), "aujourd’hui à 20 h 00, demain à 8 h 00"),
        (Schedule(TODAY, (), repeat=Repeat(Frequency.DAILY, count=10)), "tous les jours, 10 fois"),
        (Schedule(date(2026, 6, 15), (), repeat=Repeat(Frequency.YEARLY, month_day=15, month=6)),
         "tous les ans le 15/06, à partir du lundi 15/06"),
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
