"""Who may fit."""

from __future__ import annotations

import numpy as np
import pytest

from care.directory.national import candidates
from care.directory.national.candidates import Candidates
from care.directory.national.deletes import Misspellings
from care.directory.national.question import Token
from care.directory.national.reading import Meanings
from care.directory.national.scoring import Scoring
from care.directory.national.scratch import ScratchPool
from care.directory.national.tables import Tables
from care.directory.national.vocabulary import Words


def test_too_many_means_the_nearest_and_the_namesakes(
    tables: Tables, known_words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_MOST_ALONE", 300)
    monkeypatch.setattr(candidates, "_MOST_NEARBY", 2_000)
    near = Misspellings(known_words.ordered, tables.delete_hashes, tables.delete_ranks)
    (reading,) = Meanings(tables, known_words, near).read_all((Token("marie"),), 1)
    km = np.arange(len(tables.degrees), dtype=np.float32)
    pool = ScratchPool(len(known_words.ordered), len(tables.owners), 8)
    with pool.lend([reading]) as scratch:
        found = Candidates(tables, Scoring(tables)).gather(reading, (), km, scratch)
    rank = known_words.rank("marie")
    assert rank is not None
    namesakes = tables.postings.of(rank)
    assert set(namesakes.tolist()) <= set(found.tolist())
    assert reading.size > len(found) > len(namesakes)
    others = np.setdiff1d(found, namesakes)
    assert km[tables.communes[others]].max() < km.max()
    assert (np.diff(found.astype(np.int64)) > 0).all()
