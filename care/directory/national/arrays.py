"""The kinds of arrays an index is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.uint32]
Keys = NDArray[np.uint64]
Ranks = NDArray[np.int64]
Weights = NDArray[np.float32]
Flags = NDArray[np.bool_]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Lists:
    """Many lists in one: list `i` is `items[starts[i]:starts[i + 1]]`."""

    starts: Ids
    items: Ids

    def of(self, rank: int) -> Ids:
        """One of the lists."""
        return self.items[self.starts[rank] : self.starts[rank + 1]]

    def run(self, low: int, high: int) -> Ids:
        """Lists `low` to `high` (left out), end to end."""
        return self.items[self.starts[low] : self.starts[high]]

    def sizes(self) -> Ranks:
        """The length of each list."""
        return np.diff(self.starts).astype(np.int64)

    def length(self, ranks: Ranks) -> int:
        """How many items these lists have together."""
        return int((self.starts[ranks + 1].astype(np.int64) - self.starts[ranks]).sum())


def group(values: NDArray[Any], groups: int) -> Lists:
    """The positions in `values` of each number below `groups`; larger numbers are left out."""
    order = np.argsort(values, kind="stable").astype(np.uint32)
    counts = np.bincount(np.minimum(values, groups), minlength=groups + 1)[:groups]
    starts = np.zeros(groups + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    return Lists(starts, order[: starts[-1]])


def spread(starts: Ranks, lengths: Ranks) -> tuple[Ranks, Ranks]:
    """The positions of runs laid end to end, and where each run begins among them."""
    begins = np.zeros(len(lengths), np.int64)
    np.cumsum(lengths[:-1], out=begins[1:])
    positions = np.repeat(starts - begins, lengths)
    positions += np.arange(len(positions))
    return positions, begins
