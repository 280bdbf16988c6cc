"""When, on Monday 16 November 2026 at 10 in the morning."""

from __future__ import annotations

from datetime import datetime

import pytest

from care.directory.moments import find_moment
from care.directory.profiles.week import PARIS

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("maintenant", "16 10:00", "16 10:00", ""),
        ("ce matin", "16 10:00", "16 12:00", ""),
        ("cet apres midi", "16 13:00", "16 18:00", "cet après-midi"),
        ("ce soir", "16 18:00", "17 00:00", ""),
        ("cette nuit", "16 20:00", "17 08:00", ""),
        ("aujourd hui", "16 10:00", "17 00:00", "aujourd’hui"),
        ("demain", "17 00:00", "18 00:00", ""),
        ("demain matin", "17 08:00", "17 12:00", ""),
        ("samedi", "21 00:00", "22 00:00", ""),
        ("samedi matin", "21 08:00", "21 12:00", ""),
        ("lundi matin", "16 10:00", "16 12:00", ""),
        ("dimanche prochain", "22 00:00", "23 00:00", ""),
        ("ce week end", "21 00:00", "23 00:00", "ce week-end"),
        ("lundi a 14h30", "16 14:30", "16 14:30", "lundi à 14 h 30"),
        ("a 20 h", "16 20:00", "16 20:00", "à 20 h"),
        ("a 8h", "17 08:00", "17 08:00", "à 8 h"),
        ("apres demain", "18 00:00", "19 00:00", "après-demain"),
        ("samedi et dimanche", "21 00:00", "23 00:00", ""),
        ("entre midi et deux", "16 12:00", "16 14:00", ""),
        ("a midi", "16 12:00", "16 14:00", "à midi"),
        ("le matin", "16 10:00", "16 12:00", ""),
        ("apres 19h", "16 19:00", "17 00:00", "après 19 h"),
    ],
)
def test_a_moment(text: str, start: str, end: str, said: str) -> None:
    rest, moment = find_moment(f"pharmacie {text} svp", NOW, PARIS)
    assert rest == "pharmacie svp"
    assert moment is not None
    told = [f"{m.astimezone(PARIS):%d %H:%M}" for m in (moment.window.start, moment.window.end)]
    assert told == [start, end]
    assert moment.said == (said or text)


def test_noon_that_is_over_is_tomorrows() -> None:
    _, moment = find_moment("a midi", NOW.replace(hour=20), PARIS)
    assert moment is not None
    assert moment.window.start.astimezone(PARIS).day == 17


def test_a_morning_that_is_over_is_next_weeks() -> None:
    evening = NOW.replace(hour=20)
    _, moment = find_moment("lundi matin", evening, PARIS)
    assert moment is not None
    assert moment.window.start.astimezone(PARIS).day == 23


@pytest.mark.parametrize("text", ["kine montivilliers", "a 99h", "martin", ""])
def test_no_moment(text: str) -> None:
    assert find_moment(text, NOW, PARIS) == (text, None)
