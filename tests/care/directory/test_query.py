"""Each part of a question is read as a name, a trade or a place."""

from __future__ import annotations

import pytest

from care.directory.index import Index
from care.directory.query import Kind, read_query
from tests.care.directory.territory import person

INDEX = Index(
    [
        person("Marie DUPONT", "70", "76447"),
        person("Yann LE GOFF", "91", "76305"),
        person("Luc HAVRET", "10", "76351", skills=("SM15",)),
    ]
)


def kinds(text: str) -> list[tuple[str, Kind]]:
    return [(part.typed, part.kind) for part in read_query(INDEX, text) if part.readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kiné montivilliers", [("kine", Kind.TRADE), ("montivilliers", Kind.PLACE)]),
        ("le havre", [("le havre", Kind.PLACE)]),
        ("au havre", [("havre", Kind.PLACE)]),
        ("Gonfreville l'Orcher", [("gonfreville l orcher", Kind.PLACE)]),
        ("gonfreville l'orché", [("gonfreville l orche", Kind.PLACE)]),
        ("sages-femmes", [("sages femmes", Kind.TRADE)]),
        ("médecin de famille", [("medecin de famille", Kind.TRADE)]),
        ("medecin gen", [("medecin gen", Kind.TRADE)]),
        ("médecin du havre", [("medecin", Kind.TRADE), ("havre", Kind.PLACE)]),
        ("le goff", [("goff", Kind.NAME)]),
        ("dr dupont", [("dupont", Kind.NAME)]),
    ],
)
def test_parts_have_a_meaning(text: str, expected: list[tuple[str, Kind]]) -> None:
    assert kinds(text) == expected


def test_only_small_words_are_still_looked_for() -> None:
    assert [part.typed for part in read_query(INDEX, "docteur")] == ["docteur"]


def test_a_name_well_spelled_is_not_guessed_unless_asked() -> None:
    strict = read_query(Index([person("Luc VASSE"), person("Luc VASSEL")]), "vasse")
    assert [reading.label for reading in strict[0].readings] == ["vasse"]
    loose = read_query(Index([person("Luc VASSE"), person("Luc VASSEL")]), "vasse", loose=True)
    assert [reading.label for reading in loose[0].readings] == ["vasse", "vassel"]


def test_a_long_message_is_read_by_its_first_words() -> None:
    assert len(read_query(INDEX, "zut " * 500)) == 12
