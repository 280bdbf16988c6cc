"""Matching, compared with looking at every document."""

from __future__ import annotations

import numpy as np
import pytest

from care.directory.national.deletes import Misspellings
from care.directory.national.matching import Asked, Matcher
from care.directory.national.question import Token
from care.directory.national.reading import Meanings
from care.directory.national.scoring import Scoring
from care.directory.national.scratch import ScratchPool
from care.directory.national.tables import Tables
from care.directory.national.terms import Terms
from care.directory.national.vocabulary import Words


@pytest.mark.parametrize(
    "typed",
    [
        ("martin",),
        ("martin", "marie"),
        ("infirmiere", "paris"),
        ("bernart", "lyon"),
        ("dubois", "medecin"),
        ("kine", "rouen"),
    ],
    ids=" ".join,
)
def test_the_best_are_those_of_everyone(
    tables: Tables, known_words: Words, typed: tuple[str, ...]
) -> None:
    near = Misspellings(known_words.ordered, tables.delete_hashes, tables.delete_ranks)
    readings = Meanings(tables, known_words, near).read_all(tuple(map(Token, typed)), 1)
    km = np.arange(len(tables.degrees), dtype=np.float32)
    asked = Asked(tuple(map(Token, typed)), readings, Terms(km), 10)
    match = Matcher(tables).match(asked)
    everyone = np.arange(len(tables.owners), dtype=np.uint32)
    pool = ScratchPool(len(known_words.ordered), len(everyone), 8)
    with pool.lend(readings) as scratch:
        fits = np.array(Scoring(tables).fits(everyone, readings, scratch.worth))
    whole = np.flatnonzero((fits > 0).all(axis=0))
    scores = np.round(fits.sum(axis=0), 2)[whole]
    best = whole[np.lexsort((km[tables.communes[whole]], -scores))][:10]
    assert len(best)
    size = len(best)
    assert (
        np.round(match.scores[:size], 2).tolist()
        == np.round(scores, 2)[np.argsort(-scores, kind="stable")][:size].tolist()
    )
    got = km[tables.communes[match.documents[:size]]].tolist()
    assert got == km[tables.communes[best]].tolist()
    assert match.total == len(set(tables.owners[whole].tolist()))


def test_nobody_fits_nothing(tables: Tables, known_words: Words) -> None:
    near = Misspellings(known_words.ordered, tables.delete_hashes, tables.delete_ranks)
    tokens = (Token("xqzwvk"),)
    readings = Meanings(tables, known_words, near).read_all(tokens, 2)
    terms = Terms(np.zeros(len(tables.degrees), np.float32))
    match = Matcher(tables).match(Asked(tokens, readings, terms, 10), widely=True)
    assert (match.total, len(match.documents), match.quality) == (0, 0, 0.0)
