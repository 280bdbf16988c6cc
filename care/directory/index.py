"""The territory's directory in memory, by the words people type; built once per edition."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from care.directory.model import Professional
from care.directory.spelling import FILLERS, joined, spellings, words
from care.directory.trades import call, trade_ranks, trades

Weights = dict[int, float]

_FAMILY, _GIVEN, _ELSEWHERE = 1.0, 0.9, 0.6
_OWN_WORD, _SHARED_WORD = 1.0, 0.95
_TOO_COMMON = frozenset({"saint", "sainte", "notre", "mont", "val", "bois", "grand", "petit"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of results tells of someone. `places` maps INSEE codes to names, best first."""

    id: str
    rpps: str
    name: str
    called: str
    places: Mapping[str, str]


class Vocabulary:
    """Words, each leading to numbers with a worth; found exactly or by their beginning."""

    def __init__(self, known: Mapping[str, Weights]) -> None:
        self.known = known
        self.ordered = sorted(self.known)

    def beginning(self, start: str) -> list[str]:
        """The words that begin with `start`, longer than it."""
        low = bisect_left(self.ordered, start + "0")
        return self.ordered[low : bisect_left(self.ordered, start + "~")]


class Index:
    """Entries are numbered by alphabetical order, so that the number breaks ties."""

    def __init__(self, people: Iterable[Professional]) -> None:
        ordered = sorted(people, key=_alphabetical)
        self.entries = [_entry(person) for person in ordered]
        self.by_rpps = {e.rpps: number for number, e in enumerate(self.entries) if e.rpps}
        self.by_id = {entry.id: number for number, entry in enumerate(self.entries)}
        self.name_weights = _name_weights(ordered)
        self.families = {joined(p.family_name): p.family_name for p in ordered}
        self.trade_members = _trade_members(ordered)
        self.places = {c: n for entry in self.entries for c, n in entry.places.items()}
        self.place_codes = sorted(self.places)
        self.place_members = [_place_members(self.entries, code) for code in self.place_codes]
        self.names = Vocabulary(self.name_weights)
        self.trade_words = Vocabulary(_trade_words())
        self.place_words = Vocabulary(_place_words([self.places[c] for c in self.place_codes]))


def singular(word: str) -> str:
    """`word` without the mark of the plural: `kines` → `kine`."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def join_singular(parts: Iterable[str]) -> str:
    """Words in one, each in the singular: how trades are looked up."""
    return "".join(singular(part) for part in parts)


def show_name(person: Professional) -> str:
    """`Dr Alice FICTIF`."""
    return " ".join(part for part in (person.title, person.given_name, person.family_name) if part)


def _alphabetical(person: Professional) -> tuple[str, str, str]:
    return joined(person.family_name), joined(person.given_name), person.id


def _entry(person: Professional) -> Entry:
    places: dict[str, str] = {}
    for activity in person.activities:
        places.setdefault(activity.commune_code, activity.commune)
    return Entry(person.id, person.rpps, show_name(person), ", ".join(call(person)), places)


def _name_weights(people: list[Professional]) -> dict[str, Weights]:
    weights: dict[str, Weights] = {}
    for number, person in enumerate(people):
        for word in spellings(person.family_name):
            weights.setdefault(word, {})[number] = _FAMILY
        for word in spellings(person.given_name):
            weights.setdefault(word, {}).setdefault(number, _GIVEN)
        for text in _other_texts(person):
            for word in words(text):
                if word not in FILLERS and len(word) > 2:
                    weights.setdefault(word, {}).setdefault(number, _ELSEWHERE)
    return weights


def _other_texts(person: Professional) -> Iterable[str]:
    yield from (activity.structure for activity in person.activities)
    yield from (skill.label for skill in person.skills)


def _trade_members(people: list[Professional]) -> list[Weights]:
    members: list[Weights] = [{} for _ in trades()]
    for number, person in enumerate(people):
        for rank in trade_ranks(person):
            members[rank][number] = 1.0
    return members


def _place_members(entries: list[Entry], code: str) -> Weights:
    return {number: 1.0 for number, entry in enumerate(entries) if code in entry.places}


def _trade_words() -> dict[str, Weights]:
    known: dict[str, Weights] = {}
    for rank, trade in enumerate(trades()):
        for phrase in (*trade.words, trade.name, trade.feminine):
            known.setdefault(join_singular(words(phrase)), {})[rank] = _OWN_WORD
        for phrase in trade.also:
            known.setdefault(join_singular(words(phrase)), {})[rank] = _SHARED_WORD
    return known


def _place_words(names: list[str]) -> dict[str, Weights]:
    """Each commune by its whole name, without its article, and by its first telling word."""
    known: dict[str, Weights] = {}
    for number, name in enumerate(names):
        parts = words(name)
        telling = [part for part in parts if part not in FILLERS]
        forms = {"".join(parts), "".join(telling)}
        if telling and telling[0] not in _TOO_COMMON:
            forms.add(telling[0])
        for form in forms - {""}:
            known.setdefault(form, {})[number] = _OWN_WORD
    return known
