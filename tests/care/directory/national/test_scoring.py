"""How well documents fit."""

from __future__ import annotations

import numpy as np

from care.directory.national.deletes import Misspellings
from care.directory.national.question import Token
from care.directory.national.reading import Meanings
from care.directory.national.scoring import Scoring
from care.directory.national.scratch import ScratchPool
from care.directory.national.tables import Tables
from care.directory.national.vocabulary import Words


def test_a_family_name_counts_more_than_a_given_one(tables: Tables, known_words: Words) -> None:
    rank = known_words.rank("bernard")
    assert rank is not None
    worth = np.zeros(len(known_words.ordered), np.float32)
    worth[rank] = 1
    documents = tables.postings.of(rank)
    fits = Scoring(tables).named(documents, worth)
    own = [
        any(token == 2 * rank for token in tables.tokens.of(document).tolist())
        for document in documents.tolist()
    ]
    assert {round(float(fit), 2) for fit, is_own in zip(fits, own, strict=True) if is_own} == {1.0}
    assert {round(float(fit), 2) for fit, is_own in zip(fits, own, strict=True) if not is_own} == {
        0.97
    }


def test_many_documents_fit_as_each_does_alone(tables: Tables, known_words: Words) -> None:
    near = Misspellings(known_words.ordered, tables.delete_hashes, tables.delete_ranks)
    typed = tuple(Token(word) for word in ("bernrad", "fecamp", "infirmier", "xqz"))
    readings = Meanings(tables, known_words, near).read_all(typed, 1)
    documents = np.arange(0, len(tables.owners), 7, dtype=np.uint32)
    pool, scoring = ScratchPool(len(known_words.ordered), 1, 8), Scoring(tables)
    with pool.lend(readings) as scratch:
        together = np.array(scoring.fits(documents, readings, scratch.worth))
        alone = [scoring.fits(documents[i : i + 1], readings, scratch.worth) for i in range(400)]
    assert (together[:, :400] == np.array(alone)[:, :, 0].T).all()
    assert (together[:3].max(axis=1) > 0).all()
