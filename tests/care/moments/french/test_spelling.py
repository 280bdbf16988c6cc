"""Slips of the thumb are read; names and other words are left alone."""

from __future__ import annotations

import pytest

from care.moments.french.spelling import corrected
from care.moments.french.vocabulary import TOLERANT, WORDS_OF_THEIR_OWN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(
            ("mecredi", "mercredi"),
            ("jeufi", "jeudi"),
            ("vendrdi", "vendredi"),
            ("demian", "demain"),
        ),
        *(("samdi", "samedi"), ("lundii", "lundi"), ("semiane", "semaine"), ("octobe", "octobre")),
        *(("jeudi", "jeudi"), ("martin", "martin"), ("soins", "soins"), ("hardi", "hardi")),
        *(("main", "main"), ("xeudi", "xeudi"), ("domaine", "domaine"), ("germain", "germain")),
    ],
)
def test_slips(typed: str, meant: str) -> None:
    assert corrected(typed, typed, is_first=False) == meant


def test_a_capital_inside_a_sentence_is_a_name() -> None:
    assert corrected("jeudy", "Jeudy", is_first=False) == "jeudy"
    assert corrected("jeufi", "Jeufi", is_first=True) == "jeudi"


def test_words_of_their_own_are_kept() -> None:
    for word in WORDS_OF_THEIR_OWN:
        assert corrected(word, word, is_first=False) == word


def test_no_word_that_is_known_is_changed() -> None:
    for word in TOLERANT:
        assert corrected(word, word, is_first=True) == word
