"""Finds words one or two typing errors away (symmetric deletes over the first seven letters)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from care.directory.national.arrays import Bytes, Ids, Keys, Ranks, Weights

_PREFIX = 7
_SHORTEST, _SHORTEST_TWICE, _LONG = 3, 6, 2
_SEED, _FACTOR, _MASK = 2_166_136_261, 16_777_619, 0xFFFFFFFF
_ONE, _TWO, _FIRST_LETTER = 0.78, 0.52, 0.04


def delete_keys(words: list[str]) -> tuple[Ids, Ids]:
    """For each word, the hashes of what its beginning becomes without one or two letters.

    Two arrays of the same length: hashes in order, and the rank of the word for each (views of
    one array of pairs). The same pair may come several times.
    """
    letters, lengths = _letters(words)
    keys = np.empty(int(_variants(lengths).sum()), np.uint64)
    end = 0
    for length in range(1, _PREFIX + 1):
        ranks = np.nonzero(lengths == length)[0].astype(np.uint64)
        columns = [letters[ranks.astype(np.int64), position] for position in range(length)]
        for kept in _kept(columns):
            keys[end : end + len(ranks)] = _hash(kept, len(ranks)) << np.uint64(32) | ranks
            end += len(ranks)
    keys = keys[:end]
    keys.sort()
    halves = keys.view("<u4")
    return halves[1::2], halves[0::2]


class Misspellings:
    """Looks words up in what `delete_keys` made of `words`."""

    def __init__(self, words: list[str], hashes: Ids, ranks: Ids) -> None:
        self._words, self._hashes, self._ranks = words, hashes, ranks
        self._lengths = np.fromiter(map(len, words), np.uint8, len(words))

    def near(self, word: str, errors: int) -> tuple[Ranks, Weights]:
        """Ranks of the words at most `errors` away (OSA), the word itself left out, and worth."""
        allowed = min(errors, _LONG if len(word) >= _SHORTEST_TWICE else 1)
        if len(word) < _SHORTEST or not word.isascii():
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        ranks = self._candidates(word, allowed)
        known = [self._words[rank] for rank in ranks.tolist()]
        away = (
            process.cdist([word], known, scorer=OSA.distance, score_cutoff=allowed, dtype=np.uint8)[
                0
            ]
            if known
            else np.zeros(0, np.uint8)
        )
        close = (away > 0) & (away <= allowed)
        worth = np.where(away[close] == 1, np.float32(_ONE), np.float32(_TWO))
        other = [known[i][0] != word[0] for i in np.nonzero(close)[0].tolist()]
        return ranks[close], (worth - np.float32(_FIRST_LETTER) * np.array(other, np.float32))

    def _candidates(self, word: str, allowed: int) -> Ranks:
        hashes = np.array([_hash_text(v) for v in _without(word[:_PREFIX], allowed)], np.uint32)
        lows = np.searchsorted(self._hashes, hashes, "left")
        highs = np.searchsorted(self._hashes, hashes, "right")
        runs = [
            self._ranks[a:b] for a, b in zip(lows.tolist(), highs.tolist(), strict=True) if a < b
        ]
        if not runs:
            return np.zeros(0, np.int64)
        ranks = np.unique(np.concatenate(runs)).astype(np.int64)
        lengths = self._lengths[ranks].astype(np.int64)
        return ranks[np.abs(lengths - len(word)) <= allowed]


def _letters(words: list[str]) -> tuple[Bytes, Ranks]:
    fixed = np.array([word[:_PREFIX] for word in words], f"S{_PREFIX}")
    letters = fixed.view(np.uint8).reshape(len(words), _PREFIX)
    return letters, (letters > 0).sum(axis=1).astype(np.int64)


def _variants(lengths: Ranks) -> Ranks:
    return 1 + lengths + lengths * (lengths - 1) // 2


def _kept(columns: list[Bytes]) -> list[list[Bytes]]:
    """The columns whole, without one, and for long beginnings without two."""
    kept = [columns]
    if len(columns) >= _SHORTEST:
        kept += [columns[:i] + columns[i + 1 :] for i in range(len(columns))]
    if len(columns) >= _SHORTEST_TWICE:
        for i in range(len(columns)):
            once = columns[:i] + columns[i + 1 :]
            kept += [once[:j] + once[j + 1 :] for j in range(i, len(once))]
    return kept


def _hash(columns: list[Bytes], size: int) -> Keys:
    hashes: NDArray[np.uint32] = np.full(size, _SEED, np.uint32)
    for column in columns:
        hashes = (hashes ^ column) * np.uint32(_FACTOR)
        hashes ^= hashes >> np.uint32(15)
    return hashes.astype(np.uint64)


def _hash_text(text: str) -> int:
    value = _SEED
    for code in text.encode("ascii"):
        value = ((value ^ code) * _FACTOR) & _MASK
        value ^= value >> 15
    return value


def _without(start: str, letters: int) -> set[str]:
    """`start` without up to so many letters."""
    every = level = {start}
    for _ in range(letters):
        level = {v[:i] + v[i + 1 :] for v in level for i in range(len(v)) if len(v) > 2}
        every = every | level
    return every
