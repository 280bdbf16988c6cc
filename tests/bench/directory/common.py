"""Questions that thousands of people fit: short, common words, typed without an error."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from care.directory.spelling import FILLERS, fold, words
from care.directory.trades import trades
from tests.bench.directory.corpus import Row, read_rows, trade_text
from tests.bench.directory.question import COMMON, Question

_ONE_WORD = 0.35
_NUMBERED = "arrondissement"


def ask_common(folder: Path, chance: random.Random, rows: list[Row], near: str) -> list[Question]:
    """A trade and a commune, or one word, for each of `rows`; right is whoever fits all of it."""
    typed = [_said(chance, row) for row in rows]
    meant: dict[tuple[str, ...], set[str]] = {said: set() for said in typed}
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for said in meant:
        by_word.setdefault(max(said, key=len), []).append(said)
    for row in read_rows(folder):
        for said in _fitting(by_word, row):
            meant[said].add(row.rpps)
    return [Question(" ".join(s), near, COMMON, frozenset(meant[s]), False) for s in typed]


def _said(chance: random.Random, row: Row) -> tuple[str, ...]:
    trade = tuple(fold(chance.choice(trades()[row.trades[0]].words[:2])).split())
    commune = tuple(w for w in words(row.commune) if _tells(w))
    if chance.random() > _ONE_WORD:
        return trade + commune
    one = (fold(row.family).split(), fold(row.given).split(), trade[:1], commune[:1])
    return (max(chance.choice([part for part in one if part]), key=len),)


def _fitting(by_word: dict[str, list[tuple[str, ...]]], row: Row) -> Iterator[tuple[str, ...]]:
    known = _known(row.commune) | _known_trade(row.profession, row.skill)
    known = known.union(fold(row.family).split(), fold(row.given).split())
    for word in known & by_word.keys():
        yield from (said for said in by_word[word] if known.issuperset(said))


@lru_cache(50_000)
def _known(commune: str) -> frozenset[str]:
    return frozenset(words(commune))


@lru_cache(5_000)
def _known_trade(profession: str, skill: str) -> frozenset[str]:
    return frozenset(trade_text(profession, skill).split())


def _tells(word: str) -> bool:
    return word not in FILLERS and word != _NUMBERED and not word[0].isdigit()
