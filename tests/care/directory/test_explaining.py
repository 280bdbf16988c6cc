"""What a question was taken for is told."""

from __future__ import annotations

from care.directory.explaining import Understood, explain
from care.directory.index import Index
from care.directory.query import read_query
from tests.care.directory.territory import person

INDEX = Index([person("Marie DUPONT", "70", "76447")])


def explained(text: str, best: list[int]) -> Understood:
    return explain(read_query(INDEX, text), best, (), ())


def test_only_what_led_to_the_best_is_told() -> None:
    understood = explained("kinésitérapeute dupond", [0])
    assert understood.trades == ("kinésithérapeutes",)
    assert understood.names == ("dupont",)
    assert understood.guessed
    assert explained("kiné", []).trades == ()
    assert explained("ostéo montivilliers", []).trades == ("ostéopathes",)


def test_what_was_given_up_is_named() -> None:
    (place,) = read_query(INDEX, "montivilliers")
    (kine,) = read_query(INDEX, "kiné")
    understood = explain([], [0], ("zut",), (place, kine))
    assert (understood.given_up, understood.given_up_place) == ("kine", "Montivilliers")
    assert understood.ignored == ("zut",)
    assert explain([], [0], ("zut",), (kine, place)).ignored == ("kine", "zut")
