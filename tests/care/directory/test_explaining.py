"""What a question was taken for is told."""

from __future__ import annotations

from care.directory.explaining import Understood, explain
from care.directory.index import Index
from care.directory.query import read_query
from tests.care.directory.territory import person

INDEX = Index([person("Marie DUPONT", "70", "76447")])


def explained(text: str, best: list[int]) -> Understood:
    return explain(read_query(INDEX, text), best, (), None)


def test_only_what_led_to_the_best_is_told() -> None:
    understood = explained("kinésitérapeute dupond", [0])
    assert understood.trades == ("kinésithérapeutes",)
    assert understood.names == ("dupont",)
    assert understood.guessed
    assert explained("kiné", []).trades == ()


def test_what_was_given_up_is_named() -> None:
    (place,) = read_query(INDEX, "montivilliers")
    understood = explain([], [], ("zut",), place)
    assert (understood.given_up, understood.given_up_place) == ("montivilliers", "Montivilliers")
    assert understood.ignored == ("zut",)
