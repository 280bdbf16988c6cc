"""Every word that may be typed, in order: names, trades and communes together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from care.directory.national.arrays import Ids, Lists, Ranks, Weights

_AFTER_LETTERS = "~"


class Words:
    """Words sorted, found by rank."""

    def __init__(self, ordered: list[str]) -> None:
        self.ordered = ordered

    def rank(self, word: str) -> int | None:
        """The rank of `word`; None when unknown."""
        found = bisect_left(self.ordered, word)
        return found if found < len(self.ordered) and self.ordered[found] == word else None

    def beginning(self, start: str) -> tuple[int, int]:
        """The ranks from `low` to `high` (left out) of the words that begin with `start`."""
        low = bisect_left(self.ordered, start)
        return low, bisect_left(self.ordered, start + _AFTER_LETTERS, lo=low)


@dataclass(frozen=True, slots=True)
class Field:
    """Things that some words name: trades, or communes. `ranks` are those words, in order."""

    ranks: Ids
    things: Lists
    worth: Weights

    def named(self, ranks: Ranks, weights: Weights, size: int) -> Weights | None:
        """How much each of `size` things is named by the words `ranks`; None when none is."""
        where = np.searchsorted(self.ranks, ranks)
        where[where == len(self.ranks)] = 0
        ours = np.nonzero(self.ranks[where] == ranks)[0] if len(self.ranks) else where[:0]
        if not len(ours):
            return None
        named = np.zeros(size, np.float32)
        for position, weight in zip(where[ours].tolist(), weights[ours].tolist(), strict=True):
            low, high = int(self.things.starts[position]), int(self.things.starts[position + 1])
            np.maximum.at(named, self.things.items[low:high], self.worth[low:high] * weight)
        return named

    def begun(self, low: int, high: int, weight: float, size: int) -> Weights | None:
        """The same for all words ranked `low` to `high` (left out)."""
        first, last = np.searchsorted(self.ranks, [low, high]).tolist()
        if first == last:
            return None
        start, end = int(self.things.starts[first]), int(self.things.starts[last])
        named = np.zeros(size, np.float32)
        np.maximum.at(
            named, self.things.items[start:end], self.worth[start:end] * np.float32(weight)
        )
        return named


def make_field(known: Mapping[str, Mapping[int, float]], rank_of: Mapping[str, int]) -> Field:
    """What `known` words name, with ranks from `rank_of`."""
    ordered = sorted((rank_of[word], things) for word, things in known.items())
    starts = np.zeros(len(ordered) + 1, np.uint32)
    np.cumsum([len(things) for _, things in ordered], out=starts[1:])
    items = [thing for _, things in ordered for thing in things]
    worth = [weight for _, things in ordered for weight in things.values()]
    return Field(
        np.array([rank for rank, _ in ordered], np.uint32),
        Lists(starts, np.array(items, np.uint32)),
        np.array(worth, np.float32),
    )
