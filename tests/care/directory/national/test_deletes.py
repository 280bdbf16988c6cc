"""Words near others: compared with every distance, one by one."""

from __future__ import annotations

import random

import pytest
from rapidfuzz.distance import OSA

from care.directory.national.deletes import Misspellings, delete_keys
from care.directory.national.synthetic.names import invent_names

_WORDS = sorted(name.lower() for name in invent_names(4, 6_000).surnames if name.isascii())


@pytest.fixture(scope="module")
def misspellings() -> Misspellings:
    return Misspellings(_WORDS, *delete_keys(_WORDS))


@pytest.mark.parametrize("errors", [1, 2])
def test_misses_nobody_and_finds_nobody_else(misspellings: Misspellings, errors: int) -> None:
    chance = random.Random(1)
    for word in chance.sample(_WORDS, 40):
        spot = chance.randrange(len(word))
        typed = word[:spot] + chance.choice("aeiortz") + word[spot + 1 :]
        allowed = errors if len(typed) >= 6 else 1
        expected = {w for w in _WORDS if 0 < OSA.distance(w, typed) <= allowed}
        ranks, worths = misspellings.near(typed, errors)
        assert {_WORDS[rank] for rank in ranks.tolist()} == expected
        assert all(0.4 < worth < 0.8 for worth in worths.tolist())


def test_one_error_is_worth_more_than_two_and_the_first_letter_counts() -> None:
    words = ["cartier", "marnier", "martier", "martine", "nartin"]
    near = Misspellings(words, *delete_keys(words)).near("martiner", 2)
    worth = {words[rank]: round(float(w), 2) for rank, w in zip(*map(list, near), strict=True)}
    assert worth["martine"] == worth["martier"] > worth["marnier"]
    assert "nartin" not in worth


def test_short_or_foreign_words_have_no_neighbours(misspellings: Misspellings) -> None:
    assert len(misspellings.near("le", 1)[0]) == 0
    assert len(misspellings.near("дупон", 2)[0]) == 0
