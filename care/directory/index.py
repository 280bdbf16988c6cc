"""The territory's directory in memory, by the words people type; built once per edition."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from care.directory.model import Professional, Structure
from care.directory.profiles.model import Profile
from care.directory.sounds import by_sound
from care.directory.spelling import FILLERS, TOO_BROAD, TOO_COMMON, fold, joined, spellings, words
from care.directory.structures import structure_kinds
from care.directory.trades import call, trade_ranks, trades

Weights = dict[int, float]

# Under a word that means a place first, its name before that of who works there.
_FAMILY, GIVEN, _SITE, _ELSEWHERE = 1.0, 0.9, 0.96, 0.6
_OWN_WORD, _SHARED_WORD = 1.0, 0.95
_WORD, _LONGEST_NAME = re.compile(r"\w+"), 60
_SAINTS = {"saint": "sainte", "sainte": "saint"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of results tells of someone, or of a place of care.

    `places` maps INSEE codes to names, best first. `team` numbers the entries of who practises
    there; `feminine` is None for places.
    """

    id: str
    rpps: str
    name: str
    called: str
    places: Mapping[str, str]
    feminine: bool | None = None
    team: tuple[int, ...] = ()
    is_place: bool = False


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
    """Entries are numbered by alphabetical order, so that the number breaks ties; places last.

    `unlisted` are the numbers of those who asked not to be found.
    """

    def __init__(
        self, people: Iterable[Professional], structures: Iterable[Structure] = ()
    ) -> None:
        ordered = sorted(people, key=_alphabetical)
        numbers = {person.id: number for number, person in enumerate(ordered)}
        sites = sorted(structures, key=lambda site: (joined(site.name), site.id))
        self.entries = [_entry(person) for person in ordered]
        self.entries += [_site_entry(site, numbers) for site in sites]
        self.by_rpps = {e.rpps: number for number, e in enumerate(self.entries) if e.rpps}
        self.by_id = {entry.id: number for number, entry in enumerate(self.entries)}
        weights = _name_weights(ordered)
        _add_sites(weights, sites, len(ordered))
        self.name_weights: Mapping[str, Weights] = weights
        self.full_names = [frozenset(words(p.family_name) + words(p.given_name)) for p in ordered]
        self.families = {joined(p.family_name): p.family_name for p in ordered}
        self.surnames = frozenset(form for p in ordered for form in spellings(p.family_name))
        self.sounds = by_sound(sorted(self.surnames))
        self.written = _as_written(t for p in ordered for t in (p.family_name, p.given_name))
        self.by_phone = _phones(ordered, sites)
        self.trade_names = [t.plural for t in trades()] + [k.plural for k in structure_kinds()]
        self.trade_members = _trade_members(ordered) + _site_members(sites, len(ordered))
        self.places = {c: n for entry in self.entries for c, n in entry.places.items()}
        self.place_codes = sorted(self.places)
        self.place_members = [_place_members(self.entries, code) for code in self.place_codes]
        self.names = Vocabulary(self.name_weights)
        self.trade_words = Vocabulary(_trade_words())
        self.place_words = Vocabulary(
            _place_words([self.places[c] for c in self.place_codes])
            | _postal_codes(ordered, self.place_codes)
        )
        self.profiles: Mapping[int, Profile] = {}
        self.unlisted: frozenset[int] = frozenset()

    def with_profiles(self, profiles: Mapping[str, Profile]) -> Index:
        """This index, finding also by what people say of themselves (by entry id)."""
        other = copy(self)
        known = {self.by_id[owner]: p for owner, p in profiles.items() if owner in self.by_id}
        other.profiles = known
        other.unlisted = frozenset(number for number, p in known.items() if p.unlisted)
        other.name_weights = _add_words(self.name_weights, known)
        other.names = Vocabulary(other.name_weights)
        other.written = _as_written(p.bio for p in known.values()) | self.written
        if other.unlisted:
            other.families = self._families_without(other.unlisted)
        return other

    def named_in_full(self, text: str) -> frozenset[int]:
        """Those of the unlisted whose whole name is in `text`, as it is written."""
        typed = set(words(text))
        return frozenset(
            n
            for n in self.unlisted
            if n < len(self.full_names) and self.full_names[n] and self.full_names[n] <= typed
        )

    def _families_without(self, unlisted: frozenset[int]) -> dict[str, str]:
        bearers = {form: self.name_weights.get(form, {}).keys() for form in self.families}
        return {f: name for f, name in self.families.items() if bearers[f] - unlisted}


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
    called = ", ".join(call(person))
    return Entry(person.id, person.rpps, show_name(person), called, places, person.feminine)


def _site_entry(site: Structure, numbers: Mapping[str, int]) -> Entry:
    return Entry(
        id=site.id,
        rpps="",
        name=site.name,
        called=structure_kinds()[site.kind].name,
        places={site.commune_code: site.commune},
        team=tuple(sorted(numbers[person] for person in site.people if person in numbers)),
        is_place=True,
    )


def _add_sites(weights: dict[str, Weights], sites: list[Structure], first: int) -> None:
    for number, site in enumerate(sites, start=first):
        for word in words(site.name):
            if word not in FILLERS:
                weights.setdefault(word, {})[number] = _SITE


def _site_members(sites: list[Structure], first: int) -> list[Weights]:
    members: list[Weights] = [{} for _ in structure_kinds()]
    for number, site in enumerate(sites, start=first):
        members[site.kind][number] = 1.0
    return members


def _add_words(
    weights: Mapping[str, Weights], profiles: Mapping[int, Profile]
) -> Mapping[str, Weights]:
    """`weights` with the words of bios; what nobody changed is shared, not copied."""
    merged = dict(weights)
    own: set[str] = set()
    for number, profile in profiles.items():
        for word in dict.fromkeys(words(profile.bio)):
            if word in FILLERS or len(word) < 3:
                continue
            if word not in own:
                merged[word] = dict(merged.get(word, {}))
                own.add(word)
            merged[word].setdefault(number, _ELSEWHERE)
    return merged


def _name_weights(people: list[Professional]) -> dict[str, Weights]:
    weights: dict[str, Weights] = {}
    for number, person in enumerate(people):
        for word in spellings(person.family_name):
            weights.setdefault(word, {})[number] = _FAMILY
        for word in spellings(person.given_name):
            weights.setdefault(word, {}).setdefault(number, GIVEN)
        for text in _other_texts(person):
            for word in words(text):
                if word not in FILLERS and word not in TOO_BROAD and len(word) > 2:
                    weights.setdefault(word, {}).setdefault(number, _ELSEWHERE)
    return weights


def _other_texts(person: Professional) -> Iterable[str]:
    yield from (activity.structure for activity in person.activities)
    yield from (skill.label for skill in person.skills)


def _as_written(texts: Iterable[str]) -> dict[str, str]:
    """Folded words, and whole short texts in one, as somebody wrote them."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text):
            found.setdefault(fold(word), word)
        if len(text) < _LONGEST_NAME:
            found.setdefault(joined(text), text)
    return found


def _phones(people: list[Professional], sites: list[Structure]) -> dict[str, tuple[int, ...]]:
    """Who answers each number of the national files, places last."""
    found: dict[str, dict[int, None]] = {}
    for number, person in enumerate(people):
        for activity in person.activities:
            for phone in activity.phones:
                found.setdefault(phone, {})[number] = None
    for number, site in enumerate(sites, start=len(people)):
        for phone in site.phones:
            found.setdefault(phone, {})[number] = None
    return {phone: tuple(numbers) for phone, numbers in found.items()}


def _postal_codes(people: list[Professional], place_codes: list[str]) -> dict[str, Weights]:
    """Each postal code, which several communes may share."""
    known: dict[str, Weights] = {}
    numbers = {code: number for number, code in enumerate(place_codes)}
    for person in people:
        for activity in person.activities:
            if activity.postal_code:
                number = numbers[activity.commune_code]
                known.setdefault(activity.postal_code, {})[number] = _OWN_WORD
    return known


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
    own = [(*trade.words, trade.name, trade.feminine) for trade in trades()]
    own += [(*kind.words, kind.name) for kind in structure_kinds()]
    shared = [trade.also for trade in trades()] + [kind.also for kind in structure_kinds()]
    for phrases, weight in ((own, _OWN_WORD), (shared, _SHARED_WORD)):
        for rank, said in enumerate(phrases):
            for phrase in said:
                known.setdefault(join_singular(words(phrase)), {})[rank] = weight
    return known


def _place_words(names: list[str]) -> dict[str, Weights]:
    """Each commune by its whole name, without its article, and by its first telling word."""
    known: dict[str, Weights] = {}
    for number, name in enumerate(names):
        parts = words(name)
        telling = [part for part in parts if part not in FILLERS]
        forms = {"".join(parts), "".join(telling), "".join(_SAINTS.get(p, p) for p in parts)}
        if telling and telling[0] not in TOO_COMMON:
            forms.add(telling[0])
        for form in forms - {""}:
            known.setdefault(form, {})[number] = _OWN_WORD
    return known
