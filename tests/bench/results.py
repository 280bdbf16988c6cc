"""What was measured, and what it was aimed at."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `value` in `unit` for `peer`; the first quantity of a measure is compared."""

    measure: str
    peer: str
    quantity: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Aim:
    """`ours` ÷ `against` for one quantity: at most, or at least, `factor`."""

    measure: str
    quantity: str
    against: str
    factor: float
    at_least: bool = False

    def is_met(self, ratio: float) -> bool:
        """Whether `ratio` reaches the aim."""
        return ratio >= self.factor if self.at_least else ratio <= self.factor


@dataclass
class Sheet:
    """Every figure of one run, in order, and what could not be measured."""

    figures: list[Figure] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def add(self, measure: str, peer: str, unit: str, **quantities: float) -> None:
        """Note the quantities of one peer (underscores are written as spaces)."""
        for quantity, value in quantities.items():
            name = quantity.replace("_", " ")
            self.figures.append(Figure(measure, peer, name, value, unit))

    def skip(self, what: str, why: str) -> None:
        """Note that `what` was not measured."""
        self.skipped.append(f"{what}: {why}")

    def measures(self) -> list[str]:
        """The names of the measures taken, in order."""
        return list(dict.fromkeys(figure.measure for figure in self.figures))

    def of(self, measure: str) -> Iterator[Figure]:
        """The figures of one measure."""
        return (figure for figure in self.figures if figure.measure == measure)

    def value(self, measure: str, peer: str, quantity: str) -> float | None:
        """One value, None when it was not measured."""
        for figure in self.of(measure):
            if (figure.peer, figure.quantity) == (peer, quantity):
                return figure.value
        return None

    def ratio(self, measure: str, quantity: str, ours: str, other: str) -> float | None:
        """`ours` ÷ `other`."""
        mine, theirs = (self.value(measure, peer, quantity) for peer in (ours, other))
        return mine / theirs if mine is not None and theirs else None


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least `share` (0…1) of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(values: list[float]) -> float:
    """The middle of `values`."""
    return percentile(values, 0.5)
