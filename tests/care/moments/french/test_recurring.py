"""From when, on which days, until when."""

from __future__ import annotations

import pytest

from care.moments.french.reading import read_moment
from tests.care.moments.french.telling import NOW, marks_of, understood


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("tous les jours à 8h 3 fois", "2026-11-27 08:00 FREQ=DAILY;COUNT=3"),
        ("tous les jours dès lundi pendant une semaine", "2026-11-30 FREQ=DAILY;UNTIL=20261206"),
        (
            "tous les mois à partir du 31/12",
            "2026-12-31 FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        ),
        ("toutes les semaines le mardi à 9h", "2026-12-01 09:00 FREQ=WEEKLY;BYDAY=TU"),
        ("tous les lundis, réunion du 14 juin", "2026-11-30 FREQ=WEEKLY;BYDAY=MO"),
        ("tous les lundis et tous les jeudis", "2026-11-26 FREQ=WEEKLY;BYDAY=MO,TH"),
        ("tous les jours à 8h sauf demain", "2026-11-28 08:00 FREQ=DAILY but 2026-11-27"),
        ("toutes les 12h", "2026-11-26 08:00,20:00 from 20:00 FREQ=DAILY"),
        ("mardi et jeudi jusqu’au 20/12", "2026-11-26 FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261220"),
        ("tous les jours à minuit", "2026-11-27 00:00 FREQ=DAILY"),
    ],
)
def test_recurring(text: str, meaning: str) -> None:
    assert understood(text) == meaning


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tous les lundis jusqu’à vendredi", "!past"),
        ("toutes les 7 heures", "!repeat-unclear"),
        ("tous les 900 jours", "!too-far"),
        ("le 45 de chaque mois à 8h", "!no-such-day"),
    ],
)
def test_what_cannot_be(text: str, problem: str) -> None:
    assert marks_of(read_moment(text, NOW)) == problem
