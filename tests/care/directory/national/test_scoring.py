"""How well documents fit."""

from __future__ import annotations

import numpy as np

from care.directory.national.scoring import Scoring
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
