"""How well documents fit a question: for each word, its best meaning for each document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from care.directory.national.arrays import Ids, Ranks, Weights, spread
from care.directory.national.reading import Reading
from care.directory.national.tables import Tables

_GIVEN_NAME = np.float32(0.97)
MISSED, PLACE_MISSED = np.float32(0.3), np.float32(0.1)
_CHEAPER_TO_FIND = 4
Worths = Sequence[Weights]


class Scoring:
    """Scores documents of an index."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def fits(self, documents: Ids, readings: Sequence[Reading], worths: Weights) -> list[Weights]:
        """For each reading, how well each of `documents` fits it; zero when it does not.

        `documents` are in order, each once.
        """
        fits = [self._things(documents, reading) for reading in readings]
        few = [reading.named * _CHEAPER_TO_FIND < len(documents) for reading in readings]
        words, shares, begins = self._tokens(documents[:0] if all(few) else documents)
        for row, (reading, fit) in enumerate(zip(readings, fits, strict=True)):
            if few[row]:
                self._add_few(fit, documents, reading, worths[row])
            else:
                named = np.maximum.reduceat(worths[row][words] * shares, begins)
                np.maximum(fit, named, out=fit)
        return fits

    def _add_few(self, fit: Weights, documents: Ids, reading: Reading, row: Weights) -> None:
        """Add to `fit` the names, when they lead to far fewer documents than `documents`."""
        called = np.concatenate(reading.runs(self._tables.postings))
        where = np.searchsorted(documents, called)
        where[where == len(documents)] = 0
        where = where[documents[where] == called]
        if len(where):
            fit[where] = np.maximum(fit[where], self.named(documents[where], row))

    def named(self, documents: Ids, row: Weights) -> Weights:
        """How well the names of `documents` fit one reading, whose words' worth is `row`."""
        words, shares, begins = self._tokens(documents)
        fits: Weights = np.maximum.reduceat(row[words] * shares, begins)
        return fits

    def _things(self, documents: Ids, reading: Reading) -> Weights:
        """How well they fit by trade or by commune."""
        fits = np.zeros(len(documents), np.float32)
        if reading.classes is not None:
            np.maximum(fits, reading.classes[self._tables.classes[documents]], out=fits)
        if reading.communes is not None:
            np.maximum(fits, reading.communes[self._tables.communes[documents]], out=fits)
        return fits

    def _tokens(self, documents: Ids) -> tuple[Ids, Weights, Ranks]:
        """Words of the documents' names end to end, their share, and where each one begins."""
        tokens = self._tables.tokens
        starts = tokens.starts[documents].astype(np.int64)
        lengths = tokens.starts[documents.astype(np.int64) + 1].astype(np.int64) - starts
        positions, begins = spread(starts, lengths)
        found = tokens.items[positions]
        shares = np.where(found & 1, _GIVEN_NAME, np.float32(1)).astype(np.float32)
        return found >> np.uint32(1), shares, begins
