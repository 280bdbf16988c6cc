"""Entries that fit a question: all its parts, else what is left when some of them are given up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from care.directory.index import Weights
from care.directory.query import Kind, Part

_MOST_GIVEN_UP = 2


@dataclass(frozen=True, slots=True)
class Match:
    """Entries that fit, by which parts, and what was given up for it, the least telling first.

    `centre` is the commune (INSEE) to look from.
    """

    scores: Weights
    parts: list[Part]
    given_up: tuple[Part, ...] = ()
    centre: str | None = None


def match(parts: list[Part]) -> Weights:
    """Entries that fit every part, with the sum of how well; of several communes, one is enough."""
    places = [part.fits() for part in parts if part.is_only_place]
    others = [part.fits() for part in parts if not part.is_only_place]
    return _fit([*others, *([_either(places)] if places else [])])


def _either(several: list[Weights]) -> Weights:
    if len(several) == 1:
        return several[0]
    either: Weights = {}
    for fits in several:
        for number, weight in fits.items():
            either[number] = either.get(number, 0.0) + weight
    return either


def match_without_some(parts: list[Part]) -> Match:
    """By as many parts as possible: a place is given up first, then a detail, a trade, a name.

    Never down to a commune alone: everybody there is nobody's answer.
    """
    for dropped in _to_give_up(parts):
        rest = [part for part in parts if part not in dropped]
        if all(part.kind is Kind.PLACE for part in rest):
            continue
        if scores := match(rest):
            return Match(scores, rest, dropped)
    return Match({}, parts)


def _fit(fits: list[Weights]) -> Weights:
    if not fits:
        return {}
    least, *others = sorted(fits, key=len)
    for one in others:
        least = {n: weight + one[n] for n, weight in least.items() if n in one}
    return least


def _to_give_up(parts: list[Part]) -> list[tuple[Part, ...]]:
    """What to do without, in turn: two details rather than a trade."""
    detailed = any(part.is_detail and not part.is_guessed for part in parts)
    worth = {id(part): _worth(part, detailed=detailed) for part in parts}
    last_first = list(reversed(parts))
    ordered = sorted(last_first, key=lambda part: worth[id(part)])
    most = min(_MOST_GIVEN_UP, len(parts) - 1)
    several = (dropped for count in range(1, most + 1) for dropped in combinations(ordered, count))
    return sorted(several, key=lambda dropped: [worth[id(part)] for part in reversed(dropped)])


def _worth(part: Part, *, detailed: bool) -> tuple[int, bool]:
    """How much of a question goes with it; a word that had to be guessed is rather none at all.

    `detailed`: the question has a detail spelled as it is known, worth more than a guessed name.
    """
    if part.kind is Kind.PLACE:
        rank = 0
    elif (
        part.is_detail or part.is_faint or (detailed and part.kind is Kind.NAME and part.is_guessed)
    ):
        rank = 1
    else:
        rank = 2 if part.kind is Kind.TRADE else 3
    return rank, not part.is_guessed
