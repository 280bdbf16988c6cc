"""From the words of a question to the documents that fit best, nearest first among equals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from care.directory.national.arrays import Flags, Ids, Ranks, Weights
from care.directory.national.candidates import Candidates
from care.directory.national.question import MOST_WORDS, Token
from care.directory.national.reading import Reading
from care.directory.national.scoring import MISSED, PLACE_MISSED, Scoring
from care.directory.national.scratch import Scratch, ScratchPool
from care.directory.national.tables import Tables
from care.directory.national.terms import Terms

_KM_PER_POINT = 100_000.0
_NARROWED_PER_SCORED = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question, one reading of each, and how many documents are `wanted`."""

    tokens: tuple[Token, ...]
    readings: tuple[Reading, ...]
    terms: Terms
    wanted: int


@dataclass(frozen=True, slots=True)
class Match:
    """The best `documents`, their `scores` (at most one for each word) and their `missed` words.

    `missed` has a bit for each word. `total` people fit the same words as the best; there are
    others when `more`. `work` is what it took, in documents scored.
    """

    asked: Asked
    documents: Ids
    scores: Weights
    missed: Ranks
    total: int = 0
    more: bool = False
    work: int = 0

    @property
    def best(self) -> float:
        """The best score; 0 when nobody fits."""
        return float(self.scores[0]) if len(self.scores) else 0.0

    @property
    def quality(self) -> float:
        """How well the best fits, from 0 to 1."""
        return self.best / len(self.asked.tokens)


class Matcher:
    """Matches questions with an index; may be used from several threads."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._scoring = Scoring(tables)
        self._candidates = Candidates(tables, self._scoring)
        words, documents = len(tables.postings.starts) - 1, len(tables.owners)
        self._pool = ScratchPool(words, documents, MOST_WORDS)

    def match(self, asked: Asked, *, widely: bool = False) -> Match:
        """Who fits the rarest word of `asked`; `widely`, who fits the next one only too."""
        rarest = sorted((r for r in asked.readings if r.size), key=lambda reading: reading.size)
        if not rarest:
            return _nobody(asked)
        with self._pool.lend(asked.readings) as scratch:
            found = self._gather(rarest[0], rarest[1:], asked.terms, scratch)
            if widely and len(rarest) > 1:
                others = self._gather(rarest[1], (), asked.terms, scratch)
                found = scratch.unique(np.concatenate([found, others]))
            match = self._rank(found, asked, scratch)
        return replace(match, work=len(found) + rarest[0].size // _NARROWED_PER_SCORED)

    def _gather(
        self, driver: Reading, others: Sequence[Reading], terms: Terms, scratch: Scratch
    ) -> Ids:
        found = self._candidates.gather(driver, others, terms.km, scratch)
        return terms.keep(self._tables, found)

    def _rank(self, found: Ids, asked: Asked, scratch: Scratch) -> Match:
        if not len(found):
            return _nobody(asked)
        fits = self._scoring.fits(found, asked.readings, scratch.worth)
        scores: Weights = np.array(fits, np.float32).sum(axis=0)
        pattern = np.zeros(len(found), np.int64)
        for row, (reading, fit) in enumerate(zip(asked.readings, fits, strict=True)):
            missed = fit == 0
            scores -= missed * (PLACE_MISSED if reading.surely(reading.communes) else MISSED)
            pattern |= missed.astype(np.int64) << row
        alike = pattern == pattern[int(scores.argmax())]
        kept = np.flatnonzero(alike | _fits_all_but_one(pattern) if len(fits) > 2 else alike)
        order = kept[self._order(found[kept], scores[kept], asked)]
        total = _people(self._tables.owners[found[alike]])
        more = self._is_cut(asked.readings)
        return Match(asked, found[order], scores[order], pattern[order], total, more)

    def _order(self, found: Ids, scores: Weights, asked: Asked) -> Ranks:
        """The best of `found`: by score, then by distance, then as they come."""
        km = asked.terms.km[self._tables.communes[found]]
        if asked.terms.nearer is not None:
            km = km - asked.terms.nearer[self._tables.owners[found]]
        worth = np.round(scores, 2).astype(np.float64) * _KM_PER_POINT - km
        if len(worth) > asked.wanted:
            best = np.argpartition(-worth, asked.wanted)[: asked.wanted]
            return best[np.lexsort((best, -worth[best]))]
        return np.lexsort((np.arange(len(worth)), -worth))

    def _is_cut(self, readings: Sequence[Reading]) -> bool:
        """Whether only some of those who may fit were looked at."""
        live = [reading for reading in readings if reading.size]
        rarest = min(live, key=lambda reading: reading.size)
        return self._candidates.is_too_much(rarest, alone=len(live) == 1)


def _fits_all_but_one(pattern: Ranks) -> Flags:
    """Whether at most one bit is set."""
    few: Flags = (pattern & (pattern - 1)) == 0
    return few


def _people(owners: Ids) -> int:
    """How many people have these documents, which are in order."""
    return int(np.count_nonzero(np.diff(owners))) + 1 if len(owners) else 0


def _nobody(asked: Asked) -> Match:
    none = np.zeros(0, np.int64)
    return Match(asked, none.astype(np.uint32), none.astype(np.float32), none)
