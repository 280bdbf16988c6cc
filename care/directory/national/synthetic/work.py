"""The lists behind invented places of work (`work.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@cache
def work_lists() -> dict[str, Any]:
    """Every list of the data file, by its name."""
    path = Path(__file__).with_name("work.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def cumulate(weights: list[float]) -> NDArray[np.float64]:
    """The odds of each, cumulated up to one."""
    odds = np.array(weights, np.float64)
    cumulated: NDArray[np.float64] = np.cumsum(odds / odds.sum())
    return cumulated


def draw(chance: np.random.Generator, odds: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """`count` ranks, drawn by cumulated `odds`."""
    ranks = np.searchsorted(odds, chance.random(count), side="right")
    return np.minimum(ranks, len(odds) - 1).astype(np.int64)
