"""From the words of a question to the documents that fit best, nearest first among equals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from care.directory.national.arrays import Ids, Ranks, Weights
from care.directory.national.candidates import Candidates
from care.directory.national.question import MOST_WORDS, Token
from care.directory.national.reading import Meanings, Reading
from care.directory.national.scoring import MISSED, PLACE_MISSED, Scoring
from care.directory.national.scratch import Scratch, ScratchPool
from care.directory.national.tables import Tables
from care.directory.national.terms import Terms

_ENOUGH, _POOR = 5, 0.45
_KM_PER_POINT = 100_000.0


@dataclass(frozen=True, slots=True)
class Match:
    """The best `documents` and their `scores` (at most the number of `words`) and `missed` words.

    `total` people fit as well or less well; there are others when `more`.
    """

    documents: Ids
    scores: Weights
    missed: Ranks
    total: int
    more: bool
    tokens: tuple[Token, ...]
    readings: tuple[Reading, ...]

    @property
    def quality(self) -> float:
        """How well the best fits, from 0 to 1."""
        return float(self.scores[0]) / len(self.tokens) if len(self.scores) else 0.0


class Matcher:
    """Matches questions with an index; may be used from several threads."""

    def __init__(self, tables: Tables, meanings: Meanings) -> None:
        self._tables, self._meanings = tables, meanings
        self._scoring = Scoring(tables)
        self._candidates = Candidates(tables, self._scoring)
        self._pool = ScratchPool(len(tables.postings.starts) - 1, len(tables.owners), MOST_WORDS)

    def match(
        self,
        tokens: tuple[Token, ...],
        errors: int,
        terms: Terms,
        wanted: int,
        around: Callable[[Reading], Reading] | None = None,
    ) -> Match:
        """The `wanted` best documents for `tokens`, up to so many typing `errors` in each.

        `around` widens the communes meant.
        """
        alone = len(tokens) == 1
        readings = tuple(
            self._meanings.read(token, row, last=token is tokens[-1], alone=alone, errors=errors)
            for row, token in enumerate(tokens)
        )
        if any(reading.surely(reading.classes) for reading in readings):
            readings = tuple(self._meanings.prefer_place(reading) for reading in readings)
        if around is not None:
            readings = tuple(around(reading) for reading in readings)
        with self._pool.lend(list(readings)) as scratch:
            return self._match(tokens, readings, terms, scratch, wanted)

    def _match(
        self,
        tokens: tuple[Token, ...],
        readings: tuple[Reading, ...],
        terms: Terms,
        scratch: Scratch,
        wanted: int,
    ) -> Match:
        rarest = sorted((r for r in readings if r.size), key=lambda reading: reading.size)
        if not rarest:
            return _nobody(tokens, readings)
        found = self._gather(rarest[0], rarest[1:], terms, scratch)
        match = self._rank(found, tokens, readings, terms, scratch, wanted)
        if len(rarest) > 1 and (match.total < _ENOUGH or match.quality < _POOR):
            # The rarest word may be the wrong one: take those of the next too.
            found = scratch.unique(
                np.concatenate([found, self._gather(rarest[1], (), terms, scratch)])
            )
            match = self._rank(found, tokens, readings, terms, scratch, wanted)
        return match

    def _gather(
        self, driver: Reading, others: Sequence[Reading], terms: Terms, scratch: Scratch
    ) -> Ids:
        found = self._candidates.gather(driver, others, terms.km, scratch)
        return terms.keep(self._tables, found)

    def _rank(
        self,
        found: Ids,
        tokens: tuple[Token, ...],
        readings: tuple[Reading, ...],
        terms: Terms,
        scratch: Scratch,
        wanted: int,
    ) -> Match:
        if not len(found):
            return _nobody(tokens, readings)
        fits = self._scoring.fits(found, readings, scratch.worth)
        scores: Weights = np.array(fits, np.float32).sum(axis=0)
        missed = np.zeros(len(found), np.int64)
        for reading, fit in zip(readings, fits, strict=True):
            scores -= (fit == 0) * (PLACE_MISSED if reading.surely(reading.communes) else MISSED)
            missed += fit == 0
        least = int(missed.min())
        kept = np.flatnonzero(missed <= max(least, 1 if len(tokens) > 2 else 0))
        order = kept[self._order(found[kept], scores[kept], terms, wanted)]
        live = [reading for reading in readings if reading.size]
        rarest = min(live, key=lambda reading: reading.size)
        more = self._candidates.is_too_much(rarest, alone=len(live) == 1)
        total = _people(self._tables.owners[found[missed <= least]])
        return Match(found[order], scores[order], missed[order], total, more, tokens, readings)

    def _order(self, found: Ids, scores: Weights, terms: Terms, wanted: int) -> Ranks:
        """The best of `found`: by score, then by distance, then as they come."""
        km = terms.km[self._tables.communes[found]]
        if terms.nearer is not None:
            km = km - terms.nearer[self._tables.owners[found]]
        worth = np.round(scores, 2).astype(np.float64) * _KM_PER_POINT - km
        if len(worth) > wanted:
            best = np.argpartition(-worth, wanted)[:wanted]
            return best[np.lexsort((best, -worth[best]))]
        return np.lexsort((np.arange(len(worth)), -worth))


def _people(owners: Ids) -> int:
    """How many people have these documents, which are in order."""
    return int(np.count_nonzero(np.diff(owners))) + 1 if len(owners) else 0


def _nobody(tokens: tuple[Token, ...], readings: tuple[Reading, ...]) -> Match:
    none = np.zeros(0, np.uint32)
    return Match(none, none.astype(np.float32), none.astype(np.int64), 0, False, tokens, readings)
