"""Reading search parameters: what is asked, or a sentence that says what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import chain

from bridges.directory_api.problems import invalid

Pairs = tuple[tuple[str, str], ...]
MOST_CRITERIA = 40
_LONGEST_QUERY = 4000
DEFAULT_COUNT, MOST_COUNT = 50, 200
_LONGEST_VALUE = 500
_MOST_CHOICES = 50


class Type(StrEnum):
    """How a parameter is compared (R4, search §2.21.1.4)."""

    TOKEN = "token"  # noqa: S105
    STRING = "string"
    DATE = "date"
    REFERENCE = "reference"


_EVERY = {"_id": Type.TOKEN, "_lastUpdated": Type.DATE, "active": Type.TOKEN}
PARAMETERS: Mapping[str, Mapping[str, Type]] = {
    "Practitioner": _EVERY
    | {
        "identifier": Type.TOKEN,
        "name": Type.STRING,
        "family": Type.STRING,
        "given": Type.STRING,
        "qualification-code": Type.TOKEN,
        "mailbox-mss": Type.STRING,
    },
    "PractitionerRole": _EVERY
    | {
        "practitioner": Type.REFERENCE,
        "organization": Type.REFERENCE,
        "role": Type.TOKEN,
        "specialty": Type.TOKEN,
    },
    "Organization": _EVERY
    | {
        "identifier": Type.TOKEN,
        "name": Type.STRING,
        "address": Type.STRING,
        "address-city": Type.STRING,
        "address-postalcode": Type.STRING,
        "type": Type.TOKEN,
    },
}
INCLUDES: Mapping[str, tuple[str, ...]] = {
    "Practitioner": (),
    "PractitionerRole": ("PractitionerRole:practitioner", "PractitionerRole:organization"),
    "Organization": (),
}
REVERSE_INCLUDES: Mapping[str, tuple[str, ...]] = {
    "Practitioner": ("PractitionerRole:practitioner",),
    "PractitionerRole": (),
    "Organization": ("PractitionerRole:organization",),
}
_MODIFIERS = {Type.STRING: ("", "exact", "contains"), Type.TOKEN: ("",), Type.DATE: ("",)}
_FORMATS = {"json", "application/json", "application/fhir+json", "application/fhir json"}
_HARMLESS = {"_pretty": {"true", "false"}, "_total": {"none", "estimate", "accurate"}}
_DATE = re.compile(
    r"(?P<prefix>eq|gt|ge|lt|le)?(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?P<time>T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition: any of `values` will do."""

    name: str
    type: Type
    modifier: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A whole search: every criterion must hold. `pairs` is how it was written."""

    kind: str
    criteria: tuple[Criterion, ...]
    count: int
    includes: frozenset[str]
    reverse_includes: frozenset[str]
    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Span:
    """A date as a comparison: `prefix`, and the stretch that it stands for, end excluded."""

    prefix: str
    start: datetime
    end: datetime


def parse_query(kind: str, pairs: Iterable[tuple[str, str]]) -> Query:
    """The search in `pairs`. Raises Problem naming the first parameter that cannot be used."""
    given = tuple(pairs)
    if len(given) > MOST_CRITERIA or sum(map(len, chain(*given))) > _LONGEST_QUERY:
        raise invalid("api-too-many", most=MOST_CRITERIA)
    criteria, count = [], DEFAULT_COUNT
    includes: set[str] = set()
    reverse: set[str] = set()
    for name, value in given:
        if name == "_count":
            count = _parse_count(value)
        elif name == "_include":
            includes |= _parse_include(name, value, INCLUDES[kind])
        elif name == "_revinclude":
            reverse |= _parse_include(name, value, REVERSE_INCLUDES[kind])
        elif not _is_harmless(name, value):
            criteria.append(_parse_criterion(kind, name, value))
    return Query(kind, tuple(criteria), count, frozenset(includes), frozenset(reverse), given)


def parse_date(name: str, value: str) -> Span:
    """The comparison in `value`; a moment without a zone is in UTC. Raises Problem."""
    match = _DATE.fullmatch(value.replace(" ", "+"))
    try:
        if match is None:
            raise ValueError(value)
        start = datetime.fromisoformat(match["date"] + (match["time"] or ""))
        if start.tzinfo is None:
            start = start.replace(tzinfo=UTC)
        start = start.astimezone(UTC)
        end = start + (timedelta(seconds=1) if match["time"] else timedelta(days=1))
    except (ValueError, OverflowError):
        raise invalid("api-bad-value", name=name) from None
    return Span(match["prefix"] or "eq", start, end)


def split(value: str, separator: str) -> list[str]:
    """The parts of `value`; a backslash keeps a separator in one (R4, search §2.21.1.4.3)."""
    parts = re.split(rf"(?<!\\){re.escape(separator)}", value)
    return [re.sub(r"\\([,$|\\])", r"\1", part) for part in parts]


def _parse_criterion(kind: str, given: str, value: str) -> Criterion:
    name, _, modifier = given.partition(":")
    known = PARAMETERS[kind].get(name)
    if known is None:
        raise invalid("api-unknown-parameter", kind=kind, name=given[:80])
    if known is Type.REFERENCE:
        modifier = modifier if modifier != name.capitalize() else ""
    if modifier not in _MODIFIERS.get(known, ("",)):
        raise invalid("api-unknown-modifier", name=name)
    values = tuple(part for part in re.split(r"(?<!\\),", value) if part.strip())
    if not values or len(value) > _LONGEST_VALUE or len(values) > _MOST_CHOICES:
        raise invalid("api-bad-value", name=name)
    if known is Type.DATE:
        for one in values:
            parse_date(name, one)
    return Criterion(name, known, modifier, values)


def _parse_count(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise invalid("api-bad-value", name="_count")
    return min(int(value), MOST_COUNT)


def _parse_include(name: str, value: str, known: tuple[str, ...]) -> set[str]:
    if value == "*":
        return set(known)
    wanted = ":".join(value.split(":")[:2])
    if wanted not in known:
        raise invalid("api-bad-value", name=name)
    return {wanted}


def _is_harmless(name: str, value: str) -> bool:
    if name == "_format":
        if value not in _FORMATS:
            raise invalid("api-bad-value", name=name)
        return True
    if name in _HARMLESS:
        if value not in _HARMLESS[name]:
            raise invalid("api-bad-value", name=name)
        return True
    return False
