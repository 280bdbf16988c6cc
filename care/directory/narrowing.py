"""From those who fit a question to those who also fit its wishes, in the order to show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from care.directory.index import Index, Weights
from care.directory.nearness import Nearness
from care.directory.profiles.model import EMPTY
from care.directory.profiles.week import Opening, Status, opening
from care.directory.wishes import NOTHING, Wish


class Criterion(StrEnum):
    """A wish that may have to be given up, when nobody meets it."""

    LANGUAGES = "languages"
    GENDER = "gender"
    REACHABLE = "reachable"
    DISTANCE = "distance"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Scope:
    """Who looks, from where (an INSEE code), and what they wish beside who and where."""

    wish: Wish = NOTHING
    origin: str | None = None
    finds_unlisted: bool = False
    nearness: Nearness = field(default_factory=Nearness)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Numbers of entries, best first, and what is known of them.

    `unmet` are wishes that nobody meets, `unknown` those that cannot be told: they were left
    aside. `closed` counts those left out because they are closed or away at the moment asked for.
    """

    best: list[int]
    here: AbstractSet[int]
    km: dict[int, float]
    nearest: dict[int, str]
    openings: dict[int, Opening]
    unmet: tuple[Criterion, ...] = ()
    closed: int = 0
    unknown: tuple[Criterion, ...] = ()


_OPENNESS = {Status.OPEN: 0, Status.HOLIDAY: 1, Status.UNKNOWN: 2, Status.CLOSED: 3, Status.AWAY: 3}
_NOT_THEN = frozenset({Status.CLOSED, Status.AWAY})
_FAR = 1_000.0


def narrow(index: Index, scores: Weights, enrolled: AbstractSet[str], scope: Scope) -> Narrowing:
    """Those of `scores` whom the wishes fit: open, relevant, near, enrolled, then by name."""
    here = _here(index, scores, enrolled)
    km = _distances(index, scores, scope)
    openings = _openings(index, scores, scope.wish)
    kept, unmet = _meet(scores.keys(), _tests(index, scope.wish, here, km))
    then = [n for n in kept if n not in openings or openings[n].status not in _NOT_THEN]
    closed = len(kept) - len(then)
    if kept and not then:
        then, closed, unmet = kept, 0, (*unmet, Criterion.MOMENT)
    best = sorted(then, key=_order(scores, km, openings, here))
    nearest = _nearest_places(index, best[:100], scope)
    # Nobody knows from where to count.
    unknown = (Criterion.DISTANCE,) if scope.wish.within_km and not km else ()
    return Narrowing(best, here, km, nearest, openings, unmet, closed, unknown)


def _order(
    scores: Weights, km: dict[int, float], openings: dict[int, Opening], here: AbstractSet[int]
) -> Callable[[int], tuple[float, ...]]:
    def key(number: int) -> tuple[float, ...]:
        openness = _OPENNESS[openings[number].status] if number in openings else 0
        distance = round(km.get(number, _FAR))
        return openness, -round(scores[number] * 100), distance, number not in here, number

    return key


def _here(index: Index, scores: Weights, enrolled: AbstractSet[str]) -> AbstractSet[int]:
    """Who has an account; a place of care when someone of its team has."""
    people = {index.by_rpps[rpps] for rpps in enrolled if rpps in index.by_rpps}
    first_place = len(index.full_names)
    places = (n for n in scores if n >= first_place)
    return people | {n for n in places if not people.isdisjoint(index.entries[n].team)}


def _distances(index: Index, scores: Iterable[int], scope: Scope) -> dict[int, float]:
    if scope.origin is None:
        return {}
    near = {code: scope.nearness.km(scope.origin, [code]) for code in index.place_codes}
    found = {}
    for number in scores:
        known = [km for code in index.entries[number].places if (km := near[code]) is not None]
        if known:
            found[number] = min(known)
    return found


def _nearest_places(index: Index, best: list[int], scope: Scope) -> dict[int, str]:
    """The commune to show of each, when they practise in several."""
    found = {}
    for number in best:
        places = index.entries[number].places
        code = scope.nearness.nearest(scope.origin, places) if len(places) > 1 else None
        if code is not None:
            found[number] = places[code]
    return found


def _openings(index: Index, scores: Iterable[int], wish: Wish) -> dict[int, Opening]:
    window = wish.window
    if window is None:
        return {}
    unknown = Opening(Status.UNKNOWN)
    known = {n: opening(p, window) for n, p in index.profiles.items()}
    return {number: known.get(number, unknown) for number in scores}


Test = Callable[[int], bool]


def _tests(
    index: Index, wish: Wish, here: AbstractSet[int], km: dict[int, float]
) -> Iterable[tuple[Criterion, Test]]:
    if wish.feminine is not None:
        yield Criterion.GENDER, lambda n: index.entries[n].feminine is wish.feminine
    if wish.within_km is not None and km:
        limit = wish.within_km
        yield Criterion.DISTANCE, lambda n: km.get(n, _FAR) <= limit
    if wish.languages:
        wanted = set(wish.languages)
        yield Criterion.LANGUAGES, lambda n: wanted <= _languages(index, n)
    if wish.reachable:
        yield Criterion.REACHABLE, lambda n: n in here


def _languages(index: Index, number: int) -> set[str]:
    """What someone speaks; in a place of care, what anyone of its team does."""
    numbers = (number, *index.entries[number].team)
    return {code for n in numbers for code in index.profiles.get(n, EMPTY).languages}


def _meet(
    numbers: Iterable[int], tests: Iterable[tuple[Criterion, Test]]
) -> tuple[list[int], tuple[Criterion, ...]]:
    """Those whom every test fits; a test that nobody fits is left aside and told."""
    kept, unmet = list(numbers), []
    for criterion, test in tests:
        fitting = [number for number in kept if test(number)]
        if fitting or not kept:
            kept = fitting
        else:
            unmet.append(criterion)
    return kept, tuple(unmet)
