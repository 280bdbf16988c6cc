"""Pieces put together: what wins, what is asked, what is only proposed."""

from __future__ import annotations

import pytest

from care.moments.french.model import Doubt, Problem
from care.moments.french.reading import read_moment
from tests.care.moments.french.telling import NOW, tell_all, understood


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("demain vendredi 27 novembre à 9h", "2026-11-27 09:00"),
        ("jeudi ou vendredi 14h", "2026-11-26 14:00 / 2026-12-03 14:00 / 2026-11-27 14:00"),
        ("à 8h, le 3/12", "2026-12-03 08:00"),
        ("lundi 8h, mardi 9h", "2026-11-30 08:00 / 2026-12-01 09:00"),
        ("8h, 9h et 10h30", "2026-11-26 08:00,09:00,10:30 from 10:30 FREQ=DAILY;COUNT=3"),
    ],
)
def test_together(text: str, meaning: str) -> None:
    assert understood(text) == meaning


def test_each_of_several_days_keeps_the_words_of_the_others() -> None:
    reading = read_moment("appeler lundi pour le rdv du 14 juin", NOW)
    assert [meaning.text for meaning in reading.meanings] == [
        "appeler pour le rdv du 14 juin",
        "appeler lundi pour le rdv",
    ]
    assert reading.doubts == {Doubt.SEVERAL}


def test_what_is_over_is_only_proposed_anew() -> None:
    reading = read_moment("aujourd’hui à 9h", NOW)
    assert reading.problem is Problem.PAST
    assert tell_all(reading) == "2026-11-26 21:00 / 2026-11-27 09:00"


def test_beyond_ten_years_is_too_far() -> None:
    assert read_moment("le 14 juin 2090", NOW).problem is Problem.TOO_FAR
