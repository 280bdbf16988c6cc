"""Who may fit a question: the documents of its rarest word, kept if they fit other words too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from care.directory.national.arrays import Flags, Ids, Weights
from care.directory.national.reading import EXACT, Reading
from care.directory.national.scoring import Scoring
from care.directory.national.scratch import Scratch
from care.directory.national.tables import Tables

_MOST_ALONE, _MOST_SHARED = 25_000, 150_000
_MOST_NEARBY, _MOST_NAMED = 16_000, 20_000
_NARROW_ABOVE = 1_500
_CHEAPER_TO_MARK = 16


class Candidates:
    """Gathers documents from an index."""

    def __init__(self, tables: Tables, scoring: Scoring) -> None:
        self._tables, self._scoring = tables, scoring
        self._commune_sizes = tables.commune_documents.sizes()

    def is_too_much(self, rarest: Reading, *, alone: bool) -> bool:
        """Whether only the nearest of those that `rarest` leads to are looked at."""
        return rarest.size > (_MOST_ALONE if alone else _MOST_SHARED)

    def gather(
        self, driver: Reading, others: Sequence[Reading], km: Weights, scratch: Scratch
    ) -> Ids:
        """Documents that `driver` leads to, in order, narrowed by `others` while they are many.

        When they are too many, only those of the communes nearest by `km`, and the namesakes.
        """
        if self.is_too_much(driver, alone=not others):
            nearby = self._narrow(self._nearby(driver, km), driver, scratch)
            found = np.concatenate([nearby, *self._namesakes(driver)])
        else:
            found = np.concatenate(driver.runs(self._tables.postings) + self._grouped(driver))
        for other in others:
            if len(found) > _NARROW_ABOVE:
                found = self._narrow(found, other, scratch)
        return scratch.unique(found) if len(found) else found

    def _namesakes(self, reading: Reading) -> list[Ids]:
        """Documents of people called exactly so, unless they are very many."""
        postings = self._tables.postings
        exact = reading.ranks[reading.weights >= EXACT]
        if postings.length(exact) > _MOST_NAMED:
            return []
        return [postings.of(rank) for rank in exact.tolist()]

    def _grouped(self, reading: Reading) -> list[Ids]:
        """Documents of the classes and communes meant."""
        tables, runs = self._tables, []
        for meant, documents in (
            (reading.classes, tables.class_documents),
            (reading.communes, tables.commune_documents),
        ):
            if meant is not None:
                runs += [documents.of(rank) for rank in np.flatnonzero(meant).tolist()]
        return runs

    def _nearby(self, driver: Reading, km: Weights) -> Ids:
        """Documents of the nearest communes, of those surely meant first when there are some."""
        order = np.argsort(km, kind="stable")
        if driver.communes is not None and driver.surely(driver.communes):
            meant = driver.communes[order] >= driver.communes.max() - 0.06
            order = np.concatenate([order[meant], order[~meant]])
        enough = int(np.searchsorted(np.cumsum(self._commune_sizes[order]), _MOST_NEARBY)) + 1
        documents = self._tables.commune_documents
        return np.concatenate([documents.of(rank) for rank in order[:enough].tolist()])

    def _narrow(self, found: Ids, other: Reading, scratch: Scratch) -> Ids:
        """Those that fit `other` too; all of them when none does."""
        keep: Flags = np.zeros(len(found), np.bool_)
        if other.classes is not None:
            keep |= (other.classes > 0)[self._tables.classes[found]]
        if other.communes is not None:
            keep |= (other.communes > 0)[self._tables.communes[found]]
        if other.named > _CHEAPER_TO_MARK * len(found):
            keep |= self._scoring.named(found, scratch.worth[other.row]) > 0
        else:
            runs = other.runs(self._tables.postings)
            for run in runs:
                scratch.marks[run] = True
            keep |= scratch.marks[found]
            for run in runs:
                scratch.marks[run] = False
        return found[keep] if keep.any() else found
