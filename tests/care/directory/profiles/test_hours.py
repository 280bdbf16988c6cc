"""Opening hours as professionals write them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.directory.profiles.hours import parse_hours
from care.directory.profiles.model import Hours
from care.runtime.errors import Refusal

WEEK = "9-12 14-19"
WRITTEN = [
    (
        "lundi au vendredi 9h-12h 14h-19h sauf mercredi après-midi",
        [WEEK, WEEK, "9-12", WEEK, WEEK, "", ""],
    ),
    (
        "lun-ven 8h30-12h30/14h-18h30, sam 9h-12h",
        [*["8.5-12.5 14-18.5"] * 5, "9-12", ""],
    ),
    ("tous les jours 7h-21h", ["7-21"] * 7),
    ("7j/7 8h-20h", ["8-20"] * 7),
    ("24h/24", ["0-24"] * 7),
    ("24h/24 7j/7", ["0-24"] * 7),
    ("du lundi au samedi de 9 h à 19 h 30", [*["9-19.5"] * 6, ""]),
    ("du lundi au vendredi de 9 heures à 18 heures", [*["9-18"] * 5, "", ""]),
    ("9h-12h et 14h-18h du lundi au vendredi", [*["9-12 14-18"] * 5, "", ""]),
    (
        "8h30 à 12h, 14h à 18h du lundi au vendredi, samedi 9h-12h",
        [*["8.5-12 14-18"] * 5, "9-12", ""],
    ),
    ("9h-19h", [*["9-19"] * 5, "", ""]),
    ("lundi, mardi, jeudi 9h-18h ; mercredi 9h-12h", ["9-18", "9-18", "9-12", "9-18", "", "", ""]),
    ("lundi au vendredi 9:00-12:00 13:30-17:30", [*["9-12 13.5-17.5"] * 5, "", ""]),
    ("lundi au vendredi 9h-midi", [*["9-12"] * 5, "", ""]),
    ("lundi mardi 9-12 14-18", ["9-12 14-18", "9-12 14-18", "", "", "", "", ""]),
    ("Lundi : 9h-12h / 14h-18h. Mardi : 9h-12h", ["9-12 14-18", "9-12", "", "", "", "", ""]),
    (
        "lundi au vendredi 9h-18h sauf mercredi 9h-12h",
        ["9-18", "9-18", "9-12", "9-18", "9-18", "", ""],
    ),
    (
        "lundi au vendredi 9h-18h, fermé le mercredi, samedi 9h-12h",
        ["9-18", "9-18", "", "9-18", "9-18", "9-12", ""],
    ),
    (
        "lundi-vendredi 9h-18h sauf mercredi matin et jeudi après-midi",
        ["9-18", "9-18", "13-18", "9-12", "9-18", "", ""],
    ),
    ("mardi et jeudi matin", ["", "9-12", "", "9-12", "", "", ""]),
    ("week-end 9h-12h", ["", "", "", "", "", "9-12", "9-12"]),
    ("vendredi au lundi 9h-10h", ["9-10", "", "", "", "9-10", "9-10", "9-10"]),
    ("samedi 20h-8h", ["", "", "", "", "", "20-32", ""]),
    ("lundi 9 h 30-12 h 30 14 h-18 h", ["9.5-12.5 14-18", "", "", "", "", "", ""]),
    ("tous les jours sauf dimanche 8h30-20h", [*["8.5-20"] * 6, ""]),
    ("lundi au vendredi sauf mercredi 9h-12h 14h-19h", [WEEK, WEEK, "", WEEK, WEEK, "", ""]),
    ("mar. et jeu. 13h30-18h", ["", "13.5-18", "", "13.5-18", "", "", ""]),
    ("lundi 9h-12h, mardi : fermé, mercredi : 14h-18h", ["9-12", "", "14-18", "", "", "", ""]),
    ("tous les jours 9h 18h", ["9-18"] * 7),
    ("lundi 9h12h 14h18h30", ["9-12 14-18.5", "", "", "", "", "", ""]),
    ("lundi 9h-12h14h-19h", [WEEK, "", "", "", "", "", ""]),
    ("L-V 8h45/12h15", [*["8.75-12.25"] * 5, "", ""]),
    ("lundi au vendredi 9h-18h sans interruption sauf jours fériés", [*["9-18"] * 5, "", ""]),
    ("lundi matin et jeudi toute la journée", ["9-12", "", "", "9-18", "", "", ""]),
    ("lundi 9h-12h 11h-14h", ["9-14", "", "", "", "", "", ""]),
]


def told(hours: Hours) -> list[str]:
    return [
        " ".join(f"{slot.start / 60:g}-{slot.end / 60:g}" for slot in day) for day in hours.days
    ]


@pytest.mark.parametrize(("text", "expected"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_hours(text: str, expected: list[str]) -> None:
    assert told(parse_hours(text)) == expected


@pytest.mark.parametrize(
    ("text", "reason", "word"),
    [
        ("quand je peux", "hours-unclear", "quand"),
        ("mercredi", "hours-unclear", "mercredi"),
        ("lundi, mardi 9h-12h, jeudi", "hours-unclear", "jeudi"),
        ("un samedi sur deux 9h-12h", "hours-unclear", "un"),
        ("lundi 25h-26h", "hours-unclear", None),
        ("lundi 9h-12h selon mon humeur", "hours-unclear", "selon"),
        ("lundi 9h-12h sauf lundi", "hours-none", None),
    ],
)
def test_what_is_not_understood_is_named(text: str, reason: str, word: str | None) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_hours(text)
    assert refusal.value.reason == reason
    if word is not None:
        assert refusal.value.facts["word"] == word


WORDS = ("lundi", "au", "vendredi", "9h", "-", "12h30", "sauf", "mercredi", "matin", ",", ";", "et")


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_whatever_is_written_is_a_week_or_a_refusal(text: str) -> None:
    try:
        hours = parse_hours(text)
    except Refusal:
        return
    assert any(hours.days)
    for day in hours.days:
        assert all(0 <= slot.start < slot.end <= 2 * 24 * 60 for slot in day)
        assert all(a.end < b.start for a, b in pairwise(day))
