"""Working memory of a search, lent to one search at a time and given back clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from care.directory.national.arrays import Flags, Ids, Weights
from care.directory.national.reading import Reading

_FEW = 50_000


@dataclass(frozen=True, slots=True)
class Scratch:
    """`worth` has a row for each word of the question, with an item per known word; all zero.

    `marks` has an item per document; all false.
    """

    worth: Weights
    marks: Flags

    def unique(self, documents: Ids) -> Ids:
        """`documents` in order, each once."""
        if len(documents) < _FEW:
            ordered = np.sort(documents)
            fresh = np.ones(len(ordered), np.bool_)
            np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
            return ordered[fresh]
        self.marks[documents] = True
        found = np.flatnonzero(self.marks).astype(np.uint32)
        self.marks[found] = False
        return found


class ScratchPool:
    """As many as searches ran at once; may be used from several threads."""

    def __init__(self, words: int, documents: int, tokens: int) -> None:
        self._shape = (tokens, words), documents
        self._free: list[Scratch] = []

    @contextmanager
    def lend(self, readings: Sequence[Reading]) -> Iterator[Scratch]:
        """A scratch whose `worth` is filled after `readings`."""
        try:
            scratch = self._free.pop()
        except IndexError:
            shape, documents = self._shape
            scratch = Scratch(np.zeros(shape, np.float32), np.zeros(documents, np.bool_))
        _fill(scratch, readings)
        yield scratch
        # Not in a `finally`: after an error it may be dirty, and is left to be forgotten.
        _clean(scratch, readings)
        self._free.append(scratch)


def _fill(scratch: Scratch, readings: Sequence[Reading]) -> None:
    for row, reading in zip(scratch.worth, readings, strict=False):
        if reading.begun is not None:
            low, high, weight = reading.begun
            row[low:high] = weight
        np.maximum.at(row, reading.ranks, reading.weights)


def _clean(scratch: Scratch, readings: Sequence[Reading]) -> None:
    for row, reading in zip(scratch.worth, readings, strict=False):
        if reading.begun is not None:
            row[reading.begun[0] : reading.begun[1]] = 0
        row[reading.ranks] = 0
