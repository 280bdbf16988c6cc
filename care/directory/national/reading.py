"""What one word of a question may mean: names, trades and communes, each with its worth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from care.directory.index import singular
from care.directory.national.arrays import Ids, Lists, Ranks, Weights
from care.directory.national.deletes import Misspellings
from care.directory.national.question import Token
from care.directory.national.tables import Tables
from care.directory.national.vocabulary import Field, Words

EXACT, _WITH_PARTICLE = 1.0, 1.05
_BEGUN_LAST, _BEGUN = 0.82, 0.70
NAMED_EXACTLY, SURELY_NAMED, _NAMED_NEARLY = 0.93, 0.87, 0.88
_SHORTEST_BEGINNING = 3
_PLACE_FIRST = 1.15


@dataclass(frozen=True, slots=True)
class Reading:
    """Names: `ranks` of words and their `weights`, and a run of words that begin so.

    `row` is its place in the question. `classes`, `trades` and `communes` hold how much each is
    meant, None when none is; `named` and `grouped` are how many documents names lead to, and the
    rest.
    """

    row: int
    ranks: Ranks
    weights: Weights
    begun: tuple[int, int, float] | None
    classes: Weights | None
    trades: Weights | None
    communes: Weights | None
    named: int
    grouped: int

    @property
    def size(self) -> int:
        """How many documents all that leads to; one that fits twice counts twice."""
        return self.named + self.grouped

    def runs(self, postings: Lists) -> list[Ids]:
        """The documents that names lead to, run by run."""
        runs = [postings.of(rank) for rank in self.ranks.tolist()]
        if self.begun is not None:
            runs.append(postings.run(self.begun[0], self.begun[1]))
        return [*runs, np.zeros(0, np.uint32)]

    def surely(self, meant: Weights | None) -> bool:
        """Whether what is `meant` (classes or communes) was named without a guess."""
        return meant is not None and bool(meant.max() >= SURELY_NAMED)


class Meanings:
    """Reads words against an index."""

    def __init__(self, tables: Tables, words: Words, misspellings: Misspellings) -> None:
        self._tables, self._words, self._misspellings = tables, words, misspellings
        self._class_sizes = tables.class_documents.sizes()
        self._commune_sizes = tables.commune_documents.sizes()

    def read_all(self, tokens: tuple[Token, ...], errors: int) -> tuple[Reading, ...]:
        """All that each of `tokens` may mean; beside a trade, a commune comes before a name."""
        alone, last = len(tokens) == 1, len(tokens) - 1
        readings = tuple(
            self.read(token, row, last=row == last, alone=alone, errors=errors)
            for row, token in enumerate(tokens)
        )
        if any(reading.surely(reading.classes) for reading in readings):
            return tuple(self._prefer_place(reading) for reading in readings)
        return readings

    def read(self, token: Token, row: int, *, last: bool, alone: bool, errors: int) -> Reading:
        """All that `token` may mean, up to so many typing `errors`."""
        ranks, weights = self._look_up(token, errors)
        begun = self._begun(token.word, last=last, alone=alone)
        tables = self._tables
        trades = self._named(tables.trades, token, ranks, weights, begun, tables.fits.shape[1])
        communes = self._named(tables.places, token, ranks, weights, begun, len(tables.degrees))
        classes = None
        if trades is not None:
            classes = (tables.fits * trades).max(axis=1).astype(np.float32)
        called, grouped = self._called(ranks, begun), self._grouped(classes, communes)
        return Reading(row, ranks, weights, begun, classes, trades, communes, called, grouped)

    def _prefer_place(self, reading: Reading) -> Reading:
        """`reading` with its communes first, where more people work than are called so."""
        if reading.communes is None or not reading.surely(reading.communes):
            return reading
        surely = reading.communes >= SURELY_NAMED
        called = self._tables.postings.length(reading.ranks[reading.weights >= EXACT])
        if self._commune_sizes[surely].sum() < 2 * called:
            return reading
        communes = np.where(surely, reading.communes * _PLACE_FIRST, reading.communes)
        return replace(reading, communes=communes.astype(np.float32))

    def widened(self, reading: Reading, communes: Weights) -> Reading:
        """`reading` with other `communes` meant too."""
        meant = communes if reading.communes is None else np.maximum(reading.communes, communes)
        return replace(reading, communes=meant, grouped=self._grouped(reading.classes, meant))

    def _look_up(self, token: Token, errors: int) -> tuple[Ranks, Weights]:
        known: dict[int, float] = {}
        for form in token.forms:
            self._add(known, form, _WITH_PARTICLE)
        self._add(known, token.word, EXACT)
        ranks, weights = [np.array(list(known), np.int64)], [np.array(list(known.values()), "f4")]
        for form in (token.word, *token.forms):
            near, worth = self._misspellings.near(form, errors)
            ranks.append(near)
            weights.append(worth if form == token.word else worth + np.float32(0.05))
        return np.concatenate(ranks), np.concatenate(weights).astype(np.float32)

    def _add(self, known: dict[int, float], form: str, worth: float) -> None:
        rank = self._words.rank(form)
        if rank is not None:
            known.setdefault(rank, worth)

    def _begun(self, word: str, *, last: bool, alone: bool) -> tuple[int, int, float] | None:
        if not alone and len(word) < _SHORTEST_BEGINNING - last:
            return None
        low, high = self._words.beginning(word)
        return (low, high, _BEGUN_LAST if last else _BEGUN) if low < high else None

    def _named(
        self,
        field: Field,
        token: Token,
        ranks: Ranks,
        weights: Weights,
        begun: tuple[int, int, float] | None,
        size: int,
    ) -> Weights | None:
        """Names of things count a little less than people's, and less still when guessed."""
        exact = [self._words.rank(form) for form in (singular(token.word), *token.phrases)]
        whole = np.array([rank for rank in exact if rank is not None], np.int64)
        worth = np.where(weights >= EXACT, NAMED_EXACTLY, weights * _NAMED_NEARLY)
        ranks = np.concatenate([whole, ranks])
        worth = np.concatenate([np.full(len(whole), NAMED_EXACTLY), worth]).astype(np.float32)
        named = field.named(ranks, worth, size)
        if begun is None:
            return named
        other = field.begun(begun[0], begun[1], begun[2] * _NAMED_NEARLY, size)
        if named is None or other is None:
            return other if named is None else named
        return np.maximum(named, other)

    def _called(self, ranks: Ranks, begun: tuple[int, int, float] | None) -> int:
        postings = self._tables.postings
        if begun is None:
            return postings.length(ranks)
        run = int(postings.starts[begun[1]]) - int(postings.starts[begun[0]])
        return postings.length(ranks) + run

    def _grouped(self, classes: Weights | None, communes: Weights | None) -> int:
        size = 0
        if classes is not None:
            size += int(self._class_sizes[classes > 0].sum())
        if communes is not None:
            size += int(self._commune_sizes[communes > 0].sum())
        return size
