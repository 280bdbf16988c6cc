"""Finds people: the parts of a question together, then what can be found without one of them."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from care.directory.explaining import Understood, explain
from care.directory.index import Entry, Index, Weights
from care.directory.matching import Match, match, match_without_some
from care.directory.narrowing import Narrowing, Scope, narrow
from care.directory.national.geography import KnownCommune
from care.directory.phone import parse_phone
from care.directory.profiles.week import Opening
from care.directory.query import Kind, Part, read_query
from care.directory.spelling import TITLES, telling_words, words
from care.directory.wishes import Wish

__all__ = ["MOST_RESULTS", "Found", "Hit", "Scope", "Understood", "search"]

MOST_RESULTS = 100
_LOOKED_AT = 5
_ALIKE = 70.0
_TITLED, _TITLE = ("Dr ", "Pr "), 0.02


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


_NOWHERE = Scope()


def search(index: Index, text: str, enrolled: AbstractSet[str], scope: Scope = _NOWHERE) -> Found:
    """Whom `text` is about: the most relevant, the nearest, the enrolled (RPPS), then by name.

    `scope` is what is asked beside who and where, and where the asker is.
    """
    if numbered := _by_number(index, text, scope):
        hits = tuple(_number_hit(index, number, enrolled) for number in numbered)
        return Found(len(hits), hits, Understood())
    parts = read_query(index, text)
    outside, named = _outside(index, text, parts, scope)
    if outside is not None:
        text = " ".join(word for word in telling_words(text) if word not in named)
        parts = read_query(index, text)
    useful = [part for part in parts if part.readings]
    ignored = [part.typed for part in parts if not part.readings]
    found = _visible(index, text, scope, _find(index, text, useful, scope))
    if outside is None and ignored and all(part.kind is Kind.PLACE for part in found.parts):
        found = Match({}, found.parts)  # everybody of a commune is no answer
    centre = found.centre or (outside.code if outside is not None else None)
    centre = centre or _centre(index, found.parts)[0] or scope.origin
    scores = _without(index, _as_titled(index, text, found), scope.wish.without)
    narrowed = narrow(index, scores, enrolled, replace(scope, origin=centre))
    hits = tuple(_hit(index, n, found, narrowed) for n in narrowed.best[:MOST_RESULTS])
    understood = explain(
        found.parts if hits else useful, narrowed.best[:_LOOKED_AT], ignored, found.given_up
    )
    understood = replace(
        understood,
        given_up_place=outside.name if outside is not None else understood.given_up_place,
        names=tuple(index.written.get(name, name) for name in understood.names),
        wish=scope.wish,
        unmet=narrowed.unmet,
        unknown=narrowed.unknown,
        closed=narrowed.closed,
    )
    return Found(len(narrowed.best), hits, understood, () if hits else _alike(index, parts))


def _by_number(index: Index, text: str, scope: Scope) -> tuple[int, ...]:
    """Whose RPPS or published telephone `text` is."""
    typed = text.replace(" ", "")
    known = index.by_rpps.get(typed)
    found = index.by_phone.get(parse_phone(typed) or "", ()) if known is None else (known,)
    hidden = index.unlisted if known is None or not scope.finds_unlisted else frozenset()
    return tuple(number for number in found if number not in hidden)


def _outside(
    index: Index, text: str, parts: list[Part], scope: Scope
) -> tuple[KnownCommune | None, Sequence[str]]:
    """The commune beyond the territory that `text` names by something else than its `parts`."""
    unread = {word for p in parts if not p.readings or p.is_guessed for word in p.typed.split()}
    if not unread:
        return None, ()
    return scope.nearness.named_outside(index.places, telling_words(text), unread)


def _find(index: Index, text: str, parts: list[Part], scope: Scope) -> Match:
    """By every part, else by parts that may be misspelt, else without some of them."""
    centre, others = _centre(index, parts) if scope.wish.near else (None, parts)
    if centre is not None:
        if scores := match(others) or _everyone(index, others):
            return Match(scores, others, (), centre)
        return replace(match_without_some(others), centre=centre)
    if not text.strip() and (scope.wish.languages or scope.wish.moment):
        return Match(_who_told(index, scope.wish), [])
    if (scores := match(parts)) or not parts:
        return Match(scores, parts)
    loosened = [part for part in read_query(index, text, loose=True) if part.readings]
    if scores := match(loosened):
        return Match(scores, loosened)
    found = match_without_some(parts)
    given_up = next((part for part in found.given_up if part.kind is Kind.PLACE), None)
    return replace(found, centre=_centre(index, [given_up])[0] if given_up is not None else None)


def _without(index: Index, scores: Weights, left_out: tuple[str, ...]) -> Weights:
    """Those whom nothing in `left_out` is about."""
    out = {n for said in left_out for n in match(read_query(index, said))}
    return {n: score for n, score in scores.items() if n not in out} if out else scores


def _as_titled(index: Index, text: str, found: Match) -> Weights:
    """Whoever bears the title that was typed before who does not: `dr martin`, `mme durand`."""
    typed = set(words(text))
    doctor, woman, man = (not TITLES[said].isdisjoint(typed) for said in ("doctor", "woman", "man"))
    if not (doctor or woman != man) or all(part.kind is not Kind.NAME for part in found.parts):
        return found.scores

    def bears(number: int) -> bool:
        entry = index.entries[number]
        if doctor and not entry.name.startswith(_TITLED):
            return False
        return woman == man or entry.feminine is woman

    return {n: score + _TITLE * bears(n) for n, score in found.scores.items()}


def _everyone(index: Index, parts: list[Part]) -> Weights:
    """Who is near a place, when nothing else is asked."""
    return {} if parts else dict.fromkeys(range(len(index.entries)), 1.0)


def _who_told(index: Index, wish: Wish) -> Weights:
    """Who told that they speak these languages, else their hours, when nothing else is asked."""
    asked = set(wish.languages)
    return {
        number: 1.0
        for number, profile in index.profiles.items()
        if (asked <= set(profile.languages) if asked else profile.hours)
    }


def _centre(index: Index, parts: list[Part]) -> tuple[str | None, list[Part]]:
    """The commune that `parts` name, and the other parts."""
    for part in parts:
        if part.kind is Kind.PLACE:
            labels = {r.label for r in part.readings if r.kind is Kind.PLACE}
            codes = [code for code in index.place_codes if index.places[code] in labels]
            return codes[0], [other for other in parts if other is not part]
    return None, parts


def _visible(index: Index, text: str, scope: Scope, found: Match) -> Match:
    """Leave out who asked not to be found, unless by their full name and by whom may."""
    if not index.unlisted & found.scores.keys():
        return found
    named = index.named_in_full(text) if scope.finds_unlisted else frozenset()
    hidden = index.unlisted - named
    scores = {n: score for n, score in found.scores.items() if n not in hidden}
    return replace(found, scores=scores, given_up=found.given_up if scores else ())


def _hit(index: Index, number: int, found: Match, narrowed: Narrowing) -> Hit:
    entry = index.entries[number]
    wanted = {r.label for p in found.parts for r in p.readings if r.kind is Kind.PLACE}
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
        if part.readings and not part.is_guessed:
            continue
        for word, likeness, _ in process.extract(
            part.typed.replace(" ", ""),
            known.keys(),
            scorer=fuzz.ratio,
            score_cutoff=_ALIKE,
            limit=3,
        ):
            found[known[word]] = max(likeness, found.get(known[word], 0.0))
    return tuple(sorted(found, key=lambda name: (-found[name], name))[:3])
