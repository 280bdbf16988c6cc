"""The lists of an index agree with each other."""

from __future__ import annotations

from array import array

import numpy as np

from care.directory.national.lists import numbers
from care.directory.national.tables import Tables


def test_a_column_is_not_copied() -> None:
    column = array("I", [1, 2, 3])
    assert numbers(column, np.uint32).tolist() == [1, 2, 3]
    assert not numbers(column, np.uint32).flags.owndata


def test_words_of_documents_and_documents_of_words_agree(tables: Tables) -> None:
    documents = np.repeat(np.arange(len(tables.owners)), tables.tokens.sizes())
    there = set(zip((tables.tokens.items >> 1).tolist(), documents.tolist(), strict=True))
    words = np.repeat(np.arange(len(tables.postings.starts) - 1), tables.postings.sizes())
    assert set(zip(words.tolist(), tables.postings.items.tolist(), strict=True)) == there


def test_every_document_is_in_its_class_and_its_commune(tables: Tables) -> None:
    for column, listed in (
        (tables.classes, tables.class_documents),
        (tables.communes, tables.commune_documents),
    ):
        for rank in range(0, len(listed.starts) - 1, 7):
            assert set(column[listed.of(rank)].tolist()) <= {rank}
        assert len(listed.items) == len(column)
