"""Slips of the thumb are read; names and other words are left alone."""

from __future__ import annotations

import pytest

from care.moments.french.spelling import corrected, written_out
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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lun mer ven", "lundi mercredi vendredi"),
        ("lun , mer et ven", "lundi , mercredi et vendredi"),
        ("mar matin", "mardi matin"),
        ("jeu pro", "jeudi prochain"),
        ("semaine pro", "semaine prochaine"),
        ("sem prochaine", "semaine prochaine"),
        ("dem 8", "demain 8"),
        ("rdv dem", "rdv demain"),
        ("dem de visite", "dem de visite"),
        ("mer de glace", "mer de glace"),
        ("sam lundi", "sam lundi"),
        ("le pro", "le pro"),
        ("tlj", "tous les jours"),
    ],
)
def test_short_forms_beside_what_makes_them_clear(typed: str, meant: str) -> None:
    pieces = typed.split()
    assert " ".join(written_out(pieces, rank) for rank in range(len(pieces))) == meant
