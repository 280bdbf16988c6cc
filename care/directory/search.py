"""Finds people: the parts of a question together, then what can be found without one of them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from care.directory.explaining import Understood, explain
from care.directory.index import Entry, Index, Weights
from care.directory.narrowing import Narrowing, Scope, narrow
from care.directory.profiles.week import Opening
from care.directory.query import Kind, Part, read_query

__all__ = ["MOST_RESULTS", "Found", "Hit", "Scope", "Understood", "search"]

MOST_RESULTS = 100
_LOOKED_AT = 5
_DROP_ORDER = (Kind.PLACE, Kind.TRADE, Kind.NAME)
_ALIKE = 65.0


@dataclass(frozen=True, slots=True)
class Hit:
    """Someone found; `place` is the commune to show, `enrolled` whether they have an account.

    `km` is the distance from where one looks, None when it is unknown; `opening` answers "when".
    """

    entry: Entry
    place: str
    enrolled: bool
    km: float | None = None
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits (at most `MOST_RESULTS`) of `total`, or names that look alike when none."""

    total: int
    hits: tuple[Hit, ...]
    understood: Understood
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    """Entries that fit, by which parts, and what was given up for it."""

    scores: Weights
    parts: list[Part]
    given_up: Part | None = None
    centre: str | None = None


_NOWHERE = Scope()


def search(index: Index, text: str, enrolled: AbstractSet[str], scope: Scope = _NOWHERE) -> Found:
    """Whom `text` is about: the most relevant, the nearest, the enrolled (RPPS), then by name.

    `scope` is what is asked beside who and where, and where the asker is.
    """
    known = index.by_rpps.get(text.replace(" ", ""))
    if known is not None and (known not in index.unlisted or scope.finds_unlisted):
        return Found(1, (_number_hit(index, known, enrolled),), Understood())
    parts = read_query(index, text)
    useful = [part for part in parts if part.readings]
    ignored = tuple(part.typed for part in parts if not part.readings)
    match = _visible(index, text, scope, _find(index, text, useful, scope))
    centre = match.centre or _centre(index, match.parts)[0] or scope.origin
    narrowed = narrow(index, match.scores, enrolled, replace(scope, origin=centre))
    hits = tuple(_hit(index, n, match, narrowed) for n in narrowed.best[:MOST_RESULTS])
    understood = explain(match.parts, narrowed.best[:_LOOKED_AT], ignored, match.given_up)
    understood = replace(
        understood,
        wish=scope.wish,
        unmet=narrowed.unmet,
        unknown=narrowed.unknown,
        closed=narrowed.closed,
    )
    return Found(len(narrowed.best), hits, understood, () if hits else _alike(index, parts))


def _find(index: Index, text: str, parts: list[Part], scope: Scope) -> _Match:
    """By every part, else by parts that may be misspelt, else without one of them."""
    centre, others = _centre(index, parts) if scope.wish.near else (None, parts)
    if centre is not None:
        return _Match(_match(others) or _everyone(index, others), others, None, centre)
    if (scores := _match(parts)) or not parts:
        return _Match(scores, parts)
    loosened = [part for part in read_query(index, text, loose=True) if part.readings]
    if scores := _match(loosened):
        return _Match(scores, loosened)
    scores, rest, given_up = _match_without_one(parts)
    centre = _centre(index, [given_up])[0] if given_up is not None else None
    return _Match(scores, rest, given_up, centre)


def _everyone(index: Index, parts: list[Part]) -> Weights:
    """Who is near a place, when nothing else is asked."""
    return {} if parts else dict.fromkeys(range(len(index.entries)), 1.0)


def _centre(index: Index, parts: list[Part]) -> tuple[str | None, list[Part]]:
    """The commune that `parts` name, and the other parts."""
    for part in parts:
        if part.kind is Kind.PLACE:
            labels = {r.label for r in part.readings if r.kind is Kind.PLACE}
            codes = [code for code in index.place_codes if index.places[code] in labels]
            return codes[0], [other for other in parts if other is not part]
    return None, parts


def _visible(index: Index, text: str, scope: Scope, match: _Match) -> _Match:
    """Leave out who asked not to be found, unless by their full name and by whom may."""
    if not index.unlisted & match.scores.keys():
        return match
    named = index.named_in_full(text) if scope.finds_unlisted else frozenset()
    hidden = index.unlisted - named
    scores = {n: score for n, score in match.scores.items() if n not in hidden}
    return replace(match, scores=scores, given_up=match.given_up if scores else None)


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
        # A word that had to be guessed is rather none at all.
        of_kind = [part for part in reversed(parts) if part.kind is kind]
        for dropped in sorted(of_kind, key=lambda part: not part.is_guessed):
            rest = [part for part in parts if part is not dropped]
            if scores := _match(rest):
                return scores, rest, dropped
    return {}, parts, None


def _hit(index: Index, number: int, match: _Match, narrowed: Narrowing) -> Hit:
    entry = index.entries[number]
    wanted = {r.label for p in match.parts for r in p.readings if r.kind is Kind.PLACE}
    names = list(entry.places.values())
    nearest = narrowed.nearest.get(number)
    shown = nearest if nearest is not None and not wanted else (names[0] if names else "")
    place = next((name for name in names if name in wanted), shown)
    km = narrowed.km.get(number)
    return Hit(entry, place, number in narrowed.here, km, narrowed.openings.get(number))


def _number_hit(index: Index, number: int, enrolled: AbstractSet[str]) -> Hit:
    entry = index.entries[number]
    places = list(entry.places.values())
    return Hit(entry, places[0] if places else "", entry.rpps in enrolled)


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
