"""Finds people: the parts of a question together, then what can be found without one of them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from care.directory.index import Entry, Index, Weights
from care.directory.query import Kind, Part, Reading, read_query

MOST_RESULTS = 100
_LOOKED_AT = 5
_DROP_ORDER = (Kind.PLACE, Kind.TRADE, Kind.NAME)
_ALIKE = 65.0


@dataclass(frozen=True, slots=True)
class Hit:
    """Someone found; `place` is the commune to show, `enrolled` whether they have an account."""

    entry: Entry
    place: str
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was read. `guessed` when not to the letter; `ignored` was of no use.

    `names` are those guessed.
    `given_up` is a part that fits nobody with the others: the results do without it.
    """

    names: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    guessed: bool = False
    ignored: tuple[str, ...] = ()
    given_up: str = ""
    given_up_place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits (at most `MOST_RESULTS`) of `total`, or names that look alike when none."""

    total: int
    hits: tuple[Hit, ...]
    understood: Understood
    alike: tuple[str, ...] = ()


def search(index: Index, text: str, enrolled: AbstractSet[str]) -> Found:
    """Whom `text` is about: the most relevant first, then the enrolled (RPPS), then by name."""
    if (known := index.by_rpps.get(text.replace(" ", ""))) is not None:
        return Found(1, (_hit(index, known, (), enrolled),), Understood())
    parts = read_query(index, text)
    useful = [part for part in parts if part.readings]
    ignored = tuple(part.typed for part in parts if not part.readings)
    scores, given_up = _match(useful), None
    if not scores and useful:
        loosened = [part for part in read_query(index, text, loose=True) if part.readings]
        if scores := _match(loosened):
            useful = loosened
        else:
            scores, useful, given_up = _match_without_one(useful)
    best = _rank(index, scores, enrolled)
    hits = tuple(_hit(index, number, useful, enrolled) for number in best)
    understood = _explain(useful, best[:_LOOKED_AT], ignored, given_up)
    return Found(len(scores), hits, understood, () if hits else _alike(index, parts))


def _match(parts: list[Part]) -> Weights:
    """Entries that fit every part, with the sum of how well."""
    if not parts:
        return {}
    least, *others = sorted((part.fits() for part in parts), key=len)
    for fits in others:
        least = {n: weight + fits[n] for n, weight in least.items() if n in fits}
    return least


def _match_without_one(parts: list[Part]) -> tuple[Weights, list[Part], Part | None]:
    for kind in _DROP_ORDER:
        for dropped in (part for part in reversed(parts) if part.kind is kind):
            rest = [part for part in parts if part is not dropped]
            if scores := _match(rest):
                return scores, rest, dropped
    return {}, parts, None


def _rank(index: Index, scores: Weights, enrolled: AbstractSet[str]) -> list[int]:
    here = {index.by_rpps[rpps] for rpps in enrolled if rpps in index.by_rpps}
    equals: dict[int, list[int]] = {}
    for number, score in scores.items():
        equals.setdefault(round(score * 100), []).append(number)
    best: list[int] = []
    for score in sorted(equals, reverse=True):
        best += sorted(equals[score], key=lambda number: (number not in here, number))
        if len(best) >= MOST_RESULTS:
            break
    return best[:MOST_RESULTS]


def _hit(
    index: Index, number: int, parts: list[Part] | tuple[Part, ...], enrolled: AbstractSet[str]
) -> Hit:
    entry = index.entries[number]
    wanted = {r.label for p in parts for r in p.readings if r.kind is Kind.PLACE}
    places = list(entry.places.values())
    place = next((name for name in places if name in wanted), places[0] if places else "")
    return Hit(entry, place, entry.rpps in enrolled)


def _explain(
    parts: list[Part], best: list[int], ignored: tuple[str, ...], given_up: Part | None
) -> Understood:
    used = [r for part in parts for r in part.readings if _serves(part, r, best)]
    labels = {k: tuple(dict.fromkeys(r.label for r in used if r.kind is k)) for k in Kind}
    dropped = given_up.readings[0] if given_up else None
    return Understood(
        names=tuple(dict.fromkeys(r.label for r in used if r.kind is Kind.NAME and r.guessed)),
        trades=labels[Kind.TRADE],
        places=labels[Kind.PLACE],
        guessed=any(reading.guessed for reading in used),
        ignored=ignored,
        given_up=given_up.typed if given_up else "",
        given_up_place=dropped.label if dropped and dropped.kind is Kind.PLACE else "",
    )


def _serves(part: Part, reading: Reading, best: list[int]) -> bool:
    """Whether `reading` is why one of the best fits `part`."""
    return any(
        number in reading.weights
        and not any(
            r.weights.get(number, 0.0) * r.worth > reading.weights[number] * reading.worth
            for r in part.readings
        )
        for number in best
    )


def _alike(index: Index, parts: list[Part]) -> tuple[str, ...]:
    """Family names and communes that look like what was typed."""
    known = index.families | {
        joined: index.places[index.place_codes[min(numbers)]]
        for joined, numbers in index.place_words.known.items()
    }
    found: dict[str, float] = {}
    for part in parts:
        for word, likeness, _ in process.extract(
            part.typed.replace(" ", ""),
            known.keys(),
            scorer=fuzz.ratio,
            score_cutoff=_ALIKE,
            limit=3,
        ):
            found[known[word]] = max(likeness, found.get(known[word], 0.0))
    return tuple(sorted(found, key=lambda name: (-found[name], name))[:3])
