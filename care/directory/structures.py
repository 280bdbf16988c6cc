"""Places of care, derived from the people who practise there and from their shared mailboxes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from care.directory.model import Activity, Professional, Structure
from care.directory.spelling import fold, joined

Mailboxes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class StructureKind:
    """What a place of care may be; `words` name it, `also` name another thing first."""

    name: str
    plural: str
    sectors: frozenset[str]
    names: re.Pattern[str] | None
    words: tuple[str, ...]
    also: tuple[str, ...]


@dataclass
class _Gathering:
    """A place met so far: its first activity, its phones and who is there."""

    activity: Activity
    phones: dict[str, None] = field(default_factory=dict)
    sectors: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)


@cache
def structure_kinds() -> tuple[StructureKind, ...]:
    """Every kind of the data file; the last one is any place where several people practise."""
    source = Path(__file__).with_name("structures.toml").read_text(encoding="utf-8")
    return tuple(
        StructureKind(
            name=entry["name"],
            plural=entry.get("plural", entry["name"] + "s"),
            sectors=frozenset(entry.get("sectors", ())),
            names=_pattern(entry.get("names", ())),
            words=tuple(entry["words"]),
            also=tuple(entry.get("also", ())),
        )
        for entry in tomllib.loads(source)["kind"]
    )


def derive_structures(
    people: Iterable[Professional], mailboxes: Mailboxes, make_id: Callable[[str], str]
) -> list[Structure]:
    """The places where `people` practise, if they are more than one person's own practice.

    `mailboxes` are those of organisations, by FINESS number or by `place_key`.
    """
    places: dict[str, _Gathering] = {}
    for person in people:
        for activity in person.activities:
            key = structure_key(activity)
            if key:
                _gather(places.setdefault(key, _Gathering(activity)), person, activity)
    return [
        structure
        for key, place in sorted(places.items())
        if (structure := _structure(make_id(key), place, mailboxes)) is not None
    ]


def structure_key(activity: Activity) -> str:
    """What tells this place from every other: its FINESS number, else its name and commune."""
    if not activity.structure:
        return ""
    if activity.finess:
        return f"finess {activity.finess}"
    return place_key(activity.structure, activity.postal_code)


def place_key(name: str, postal_code: str) -> str:
    """A place known by name only."""
    return f"{joined(name)} {postal_code}"


def _gather(place: _Gathering, person: Professional, activity: Activity) -> None:
    place.phones |= dict.fromkeys(activity.phones)
    if activity.sector_code:
        place.sectors[activity.sector_code] = None
    place.people[person.id] = None


def _structure(id_: str, place: _Gathering, mailboxes: Mailboxes) -> Structure | None:
    activity = place.activity
    kind = _kind(fold(activity.structure), frozenset(place.sectors))
    if kind is None:
        if len(place.people) < 2:
            return None
        kind = len(structure_kinds()) - 1
    by_name = place_key(activity.structure, activity.postal_code)
    addresses = (*mailboxes.get(activity.finess or "-", ()), *mailboxes.get(by_name, ()))
    return Structure(
        id=id_,
        kind=kind,
        name=activity.structure,
        commune_code=activity.commune_code,
        commune=activity.commune,
        postal_code=activity.postal_code,
        street=activity.street,
        phones=tuple(sorted(place.phones)),
        email=activity.email,
        finess=activity.finess,
        mailboxes=tuple(sorted(set(addresses))),
        people=tuple(sorted(place.people)),
    )


def _kind(name: str, sectors: frozenset[str]) -> int | None:
    """The rank of the kind that the name says, else of the one that the sector says."""
    for rank, kind in enumerate(structure_kinds()):
        if kind.names is not None and kind.names.search(name):
            return rank
    for rank, kind in enumerate(structure_kinds()):
        if kind.sectors & sectors:
            return rank
    return None


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    alternatives = "|".join(names)
    return re.compile(rf"\b(?:{alternatives})\b") if alternatives else None
