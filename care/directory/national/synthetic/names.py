"""Invents surnames and given names, the most common first."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SHORTEST, _LONGEST = 4, 12
_STEADY_SURNAMES, _STEADY_GIVEN = 50.0, 20.0


@dataclass(frozen=True, slots=True)
class NamePool:
    """Surnames and given names, and how often (cumulated) each one comes, after Zipf's law."""

    surnames: list[str]
    given: list[str]
    surname_odds: NDArray[np.float64]
    given_odds: NDArray[np.float64]
    particles: list[str]


def invent_names(seed: int, surnames: int) -> NamePool:
    """A pool of `surnames` distinct surnames, the real common ones first."""
    chance = random.Random(seed)  # noqa: S311
    source = _source()
    common = source["surnames"].split()
    simple = source["given"].split()
    given = simple + [f"{a}-{b}" for a in source["compound"] for b in simple[:60] if a != b]
    known = dict.fromkeys(common)
    for name in _invent(chance, common):
        if len(known) >= surnames:
            break
        known[name] = None
    return NamePool(
        list(known),
        given,
        _zipf(len(known), _STEADY_SURNAMES),
        _zipf(len(given), _STEADY_GIVEN),
        source["particles"],
    )


def without_accents(name: str) -> str:
    """`GUÉRIN` → `GUERIN`."""
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _invent(chance: random.Random, models: list[str]) -> Iterator[str]:
    """Names without end, each letter drawn after the two before it as in `models`."""
    following: dict[str, list[str]] = defaultdict(list)
    for model in models:
        letters = f"^^{without_accents(model)}$"
        for position in range(2, len(letters)):
            following[letters[position - 2 : position]].append(letters[position])
    draw = chance.random
    while True:
        name, state = "", "^^"
        while len(name) <= _LONGEST:
            choices = following[state]
            letter = choices[int(draw() * len(choices))]
            if letter == "$":
                break
            name += letter
            state = state[1] + letter
        if _SHORTEST <= len(name) <= _LONGEST:
            yield name


def _zipf(size: int, steady: float) -> NDArray[np.float64]:
    odds = 1.0 / (np.arange(size) + steady)
    cumulated: NDArray[np.float64] = np.cumsum(odds / odds.sum())
    return cumulated


@cache
def _source() -> dict[str, Any]:
    path = Path(__file__).with_name("names.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
