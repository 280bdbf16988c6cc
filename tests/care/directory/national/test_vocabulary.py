"""Words by rank, and the things they name."""

from __future__ import annotations

import numpy as np

from care.directory.national.vocabulary import Words, make_field

_WORDS = Words(["dent", "dentiste", "havre", "kine", "lehavre"])
_FIELD = make_field({"dent": {0: 0.9}, "dentiste": {0: 1.0, 1: 0.5}}, {"dent": 0, "dentiste": 1})


def test_words_are_found_whole_or_by_their_beginning() -> None:
    assert _WORDS.rank("kine") == 3
    assert _WORDS.rank("kin") is None
    assert _WORDS.beginning("dent") == (0, 2)
    assert _WORDS.beginning("zz") == (5, 5)


def test_the_best_word_counts() -> None:
    named = _FIELD.named(np.array([0, 1]), np.array([1.0, 0.5], np.float32), 3)
    assert named is not None
    assert named.tolist() == np.array([0.9, 0.25, 0], np.float32).tolist()


def test_other_words_name_nothing() -> None:
    assert _FIELD.named(np.array([4]), np.array([1.0], np.float32), 3) is None
    assert _FIELD.begun(2, 5, 0.8, 3) is None


def test_a_beginning_names_all_that_it_begins() -> None:
    named = _FIELD.begun(0, 2, 0.5, 3)
    assert named is not None
    assert named.tolist() == [0.5, 0.25, 0]
