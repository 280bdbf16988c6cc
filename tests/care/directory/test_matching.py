"""What is given up, so that somebody is found."""

from __future__ import annotations

import pytest

from care.directory.index import Index
from care.directory.matching import Match, match, match_without_some
from care.directory.profiles.model import Profile
from care.directory.query import read_query
from tests.care.directory.territory import person

PEOPLE = [
    person("Marie DUPONT", "70", "76447"),
    person("Luc MORIN", "60", "76351", "76447"),
    person("Ana MORIN", "60", "76305"),
]
INDEX = Index(PEOPLE).with_profiles({PEOPLE[2].id: Profile(bio="Plaies, domicile")})


def names(found: Match) -> set[str]:
    return {INDEX.entries[number].name for number in found.scores}


@pytest.mark.parametrize(
    ("text", "found", "given_up"),
    [
        ("dupont harfleur gonfreville", {"Marie DUPONT"}, ["gonfreville"]),
        ("infirmier plaies montivilliers", {"Ana MORIN"}, ["montivilliers"]),
        ("kiné domicile montivilliers", {"Marie DUPONT"}, ["domicile"]),
        ("kiné plaies domicile", {"Marie DUPONT"}, ["domicile", "plaies"]),
        ("kiné ana", {"Ana MORIN"}, ["kine"]),
    ],
)
def test_the_least_telling_is_given_up(text: str, found: set[str], given_up: list[str]) -> None:
    parts = [part for part in read_query(INDEX, text) if part.readings]
    assert match(parts) == {}
    best = match_without_some(parts)
    assert (names(best), [part.typed for part in best.given_up]) == (found, given_up)


def test_a_commune_alone_is_no_answer() -> None:
    assert match_without_some(read_query(INDEX, "ostéopathe montivilliers")).scores == {}


def test_one_of_several_communes_is_enough_and_both_are_better() -> None:
    scores = match(read_query(INDEX, "infirmier le havre montivilliers gonfreville"))
    best = sorted(scores, key=lambda number: -scores[number])
    assert [INDEX.entries[number].name for number in best] == ["Luc MORIN", "Ana MORIN"]
