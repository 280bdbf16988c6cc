"""The status of an identity (RNIV): as a source gave it, lowered by doubt, never raised by us.

A messaging service is not entitled to qualify identities: no act of ours climbs the ladder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from care.identity.reason import IdentityRefused, Reason


class Status(StrEnum):
    """By the codes of HL7 v2 table 0445."""

    PROVISIONAL = "PROV"
    RECOVERED = "RECUP"
    VALIDATED = "VALI"
    QUALIFIED = "QUAL"


class Attribute(StrEnum):
    """What may be added to a status."""

    HOMONYM = "homonym"
    DOUBTFUL = "doubtful"
    FICTITIOUS = "fictitious"


class SourceKind(StrEnum):
    """What a status may come from."""

    TYPED = "typed"
    DATAMATRIX = "datamatrix"
    SOFTWARE = "software"
    ESTABLISHMENT = "establishment"


class Event(StrEnum):
    """What we may do to a status by ourselves."""

    TRAITS_CHANGED = "traits_changed"
    NUMBER_WITHDRAWN = "number_withdrawn"
    DOUBT_RAISED = "doubt_raised"
    DOUBT_LIFTED = "doubt_lifted"
    FOUND_FICTITIOUS = "found_fictitious"
    HOMONYM_FOUND = "homonym_found"
    HOMONYM_DISMISSED = "homonym_dismissed"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a status says was done: a trusted document seen, the INSi asked."""

    document: bool
    insi: bool


PROVES: Mapping[Status, Proof] = MappingProxyType(
    {
        Status.PROVISIONAL: Proof(document=False, insi=False),
        Status.RECOVERED: Proof(document=False, insi=True),
        Status.VALIDATED: Proof(document=True, insi=False),
        Status.QUALIFIED: Proof(document=True, insi=True),
    }
)

_ALONE: tuple[frozenset[Attribute], ...] = (frozenset(), frozenset({Attribute.HOMONYM}))

#: The attributes that each status may carry together (EXI ID 24 and 26).
ALLOWED: Mapping[Status, tuple[frozenset[Attribute], ...]] = MappingProxyType(
    {
        Status.PROVISIONAL: (
            *_ALONE,
            frozenset({Attribute.DOUBTFUL}),
            frozenset({Attribute.DOUBTFUL, Attribute.HOMONYM}),
            frozenset({Attribute.FICTITIOUS}),
        ),
        Status.RECOVERED: _ALONE,
        Status.VALIDATED: _ALONE,
        Status.QUALIFIED: _ALONE,
    }
)

#: What each kind of source can know. A datamatrix is not signed: it proves no more than typing.
MAY_SAY: Mapping[SourceKind, frozenset[Status]] = MappingProxyType(
    {
        SourceKind.TYPED: frozenset({Status.PROVISIONAL}),
        SourceKind.DATAMATRIX: frozenset({Status.PROVISIONAL}),
        SourceKind.SOFTWARE: frozenset(Status),
        SourceKind.ESTABLISHMENT: frozenset(Status),
    }
)

_DOWN = dict.fromkeys(Status, Status.PROVISIONAL)
_STAY = {status: status for status in Status}
_WITHOUT_INSI = {
    **_STAY,
    Status.RECOVERED: Status.PROVISIONAL,
    Status.QUALIFIED: Status.VALIDATED,
}

#: What becomes of each status by our own acts: it stays or comes down.
AFTER: Mapping[Event, Mapping[Status, Status]] = MappingProxyType(
    {
        Event.TRAITS_CHANGED: MappingProxyType(_DOWN),
        Event.NUMBER_WITHDRAWN: MappingProxyType(_WITHOUT_INSI),
        Event.DOUBT_RAISED: MappingProxyType(_DOWN),
        Event.DOUBT_LIFTED: MappingProxyType(_STAY),
        Event.FOUND_FICTITIOUS: MappingProxyType(_DOWN),
        Event.HOMONYM_FOUND: MappingProxyType(_STAY),
        Event.HOMONYM_DISMISSED: MappingProxyType(_STAY),
    }
)

ADDS: Mapping[Event, Attribute] = MappingProxyType(
    {
        Event.DOUBT_RAISED: Attribute.DOUBTFUL,
        Event.FOUND_FICTITIOUS: Attribute.FICTITIOUS,
        Event.HOMONYM_FOUND: Attribute.HOMONYM,
    }
)
REMOVES: Mapping[Event, Attribute] = MappingProxyType(
    {
        Event.DOUBT_LIFTED: Attribute.DOUBTFUL,
        Event.HOMONYM_DISMISSED: Attribute.HOMONYM,
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it: `name` is the software or the establishment, for people to read."""

    kind: SourceKind
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, its attributes, and who gave it. Raises IdentityRefused when not allowed."""

    status: Status
    source: Source
    attributes: frozenset[Attribute] = frozenset()

    def __post_init__(self) -> None:
        if self.attributes not in ALLOWED[self.status]:
            raise IdentityRefused(Reason.ATTRIBUTES_NOT_ALLOWED)
        if self.status not in MAY_SAY[self.source.kind]:
            raise IdentityRefused(Reason.SOURCE_MAY_NOT_SAY)

    @property
    def is_number_usable(self) -> bool:
        """Whether doubt or fiction does not take all value from the number."""
        return not self.attributes & {Attribute.DOUBTFUL, Attribute.FICTITIOUS}


def receive_standing(
    current: Standing | None,
    status: Status,
    source: Source,
    attributes: frozenset[Attribute] = frozenset(),
) -> Standing:
    """The standing once `source` has spoken; one that proves nothing does not change what stood.

    Raises IdentityRefused when this kind of source cannot know what it says. A doubt of ours
    outlives what others say: only `DOUBT_LIFTED` ends it.
    """
    said = Standing(status, source, attributes)
    if current is None:
        return said
    if not current.is_number_usable or _proves_nothing(source):
        return current
    return Standing(status, source, attributes | (current.attributes & {Attribute.HOMONYM}))


def apply_event(standing: Standing, event: Event) -> Standing:
    """The standing after an act of ours. Raises IdentityRefused when attributes exclude it."""
    attributes = set(standing.attributes)
    if event in ADDS:
        attributes.add(ADDS[event])
    if event in REMOVES:
        attributes.discard(REMOVES[event])
    return Standing(AFTER[event][standing.status], standing.source, frozenset(attributes))


def is_at_least(one: Status, other: Status) -> bool:
    """Whether `one` proves all that `other` proves. Recovered and validated are not comparable."""
    more, less = PROVES[one], PROVES[other]
    return more.document >= less.document and more.insi >= less.insi


def _proves_nothing(source: Source) -> bool:
    return MAY_SAY[source.kind] == {Status.PROVISIONAL}
