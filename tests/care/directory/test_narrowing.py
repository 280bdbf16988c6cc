"""Wishes narrow what was found; one that nobody meets is left aside and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from care.directory.index import Index
from care.directory.narrowing import Criterion, Narrowing, Scope, narrow
from care.directory.profiles.hours import parse_hours
from care.directory.profiles.model import Profile
from care.directory.profiles.week import PARIS, Status
from care.directory.wishes import read_wishes
from tests.care.directory.territory import person

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=PARIS)
PEOPLE = [
    replace(person("Anne AUBE", "60", "76351", rpps="1"), feminine=True),
    person("Bob BRUN", "60", "76447", rpps="2"),
    person("Cléo CLAIR", "60", "76305", rpps="3"),
]
PROFILES = {
    "id-Anne AUBE": Profile(languages=("ara",), hours=parse_hours("lundi 9h-12h")),
    "id-Bob BRUN": Profile(hours=parse_hours("lundi 14h-18h")),
}
INDEX = Index(PEOPLE).with_profiles(PROFILES)


def narrowed(
    text: str, origin: str | None = None, enrolled: frozenset[str] = frozenset()
) -> Narrowing:
    _, wish = read_wishes(text, NOW)
    return narrow(INDEX, dict.fromkeys(range(3), 1.0), enrolled, Scope(wish, origin))


def names(found: Narrowing) -> list[str]:
    return [INDEX.entries[number].name.split()[0] for number in found.best]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["Anne", "Bob", "Cléo"]),
        ("seulement les femmes", ["Anne"]),
        ("seulement les hommes", ["Bob", "Cléo"]),
        ("parle arabe", ["Anne"]),
        ("ouvert maintenant", ["Anne", "Cléo"]),
        ("ouvert cet après-midi", ["Bob", "Cléo"]),
    ],
)
def test_who_is_left(text: str, expected: list[str]) -> None:
    assert names(narrowed(text)) == expected


def test_who_is_open_is_first_and_who_said_nothing_is_not_left_out() -> None:
    found = narrowed("ouvert maintenant")
    assert [found.openings[n].status for n in found.best] == [Status.OPEN, Status.UNKNOWN]
    assert found.closed == 1


def test_the_nearest_are_first_then_the_enrolled() -> None:
    assert names(narrowed("", "76447")) == ["Bob", "Cléo", "Anne"]
    assert names(narrowed("", None, frozenset({"3"}))) == ["Cléo", "Anne", "Bob"]
    assert names(narrowed("à moins de 6 km", "76447")) == ["Bob", "Cléo"]
    assert names(narrowed("joignables ici", None, frozenset({"2"}))) == ["Bob"]


@pytest.mark.parametrize(
    ("text", "unmet"),
    [
        ("parle turc", Criterion.LANGUAGES),
        ("joignables ici", Criterion.REACHABLE),
    ],
)
def test_what_nobody_meets_is_left_aside_and_told(text: str, unmet: Criterion) -> None:
    found = narrowed(text)
    assert len(found.best) == 3
    assert found.unmet == (unmet,)


def test_everyone_closed_is_told_rather_than_hidden() -> None:
    _, wish = read_wishes("ouvert dimanche", NOW)
    found = narrow(INDEX, {0: 1.0, 1: 1.0}, frozenset(), Scope(wish))
    assert found.unmet == (Criterion.MOMENT,)
    assert len(found.best) == 2


def test_a_distance_from_nowhere_is_no_limit() -> None:
    assert len(narrowed("à moins de 1 km").best) == 3
