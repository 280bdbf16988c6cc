"""Whether a resource answers a search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from bridges.directory_api.parameters import Criterion, Query, Type, parse_date, split
from bridges.directory_api.snapshot import Entry, Snapshot
from care.directory.fhir.resources import (
    CodeableConcept,
    Identifier,
    Organization,
    Practitioner,
    PractitionerRole,
    Resource,
)
from care.directory.spelling import fold as fold_anew

Token = tuple[str, str]
fold = lru_cache(200_000)(fold_anew)


def search(snapshot: Snapshot, query: Query) -> list[Entry]:
    """What answers `query`, in order of id."""
    tests = [_test(criterion) for criterion in query.criteria]
    return [e for e in snapshot.entries[query.kind] if all(test(e) for test in tests)]


def _test(criterion: Criterion) -> Callable[[Entry], bool]:
    match criterion.type:
        case Type.DATE:
            return _date_test(criterion)
        case Type.TOKEN:
            return _token_test(criterion)
        case Type.REFERENCE:
            return _reference_test(criterion)
        case Type.STRING:
            return _string_test(criterion)


def _date_test(criterion: Criterion) -> Callable[[Entry], bool]:
    spans = [parse_date(criterion.name, value) for value in criterion.values]

    def holds(entry: Entry) -> bool:
        at = entry.changed_at
        compared = {
            "eq": lambda s: s.start <= at < s.end,
            "gt": lambda s: at >= s.end,
            "ge": lambda s: at >= s.start,
            "lt": lambda s: at < s.start,
            "le": lambda s: at < s.end,
        }
        return any(compared[span.prefix](span) for span in spans)

    return holds


def _token_test(criterion: Criterion) -> Callable[[Entry], bool]:
    wanted = [split(value.strip(), "|") for value in criterion.values]
    read = _TOKENS[criterion.name]

    def holds(entry: Entry) -> bool:
        tokens = list(read(entry.resource))
        return any(_is_token(one, token) for one in wanted for token in tokens)

    return holds


def _is_token(wanted: list[str], token: Token) -> bool:
    system, code = token
    if len(wanted) == 1:
        return wanted[0] == code
    return wanted[0] == system and (len(wanted) == 2 and wanted[1] in {"", code})


def _reference_test(criterion: Criterion) -> Callable[[Entry], bool]:
    kind = criterion.name.capitalize()
    wanted = {f"{kind}/{value.strip().rpartition('/')[2]}" for value in criterion.values}

    def holds(entry: Entry) -> bool:
        reference = getattr(entry.resource, criterion.name, None)
        return reference is not None and reference.reference in wanted

    return holds


def _string_test(criterion: Criterion) -> Callable[[Entry], bool]:
    values = [split(value, "\0")[0] for value in criterion.values]
    read = _STRINGS[criterion.name]
    if criterion.modifier == "exact":
        return lambda entry: any(text in values for text in read(entry.resource))
    folded = [fold(value) for value in values]

    def holds(entry: Entry) -> bool:
        texts = [fold(text) for text in read(entry.resource)]
        if criterion.modifier == "contains":
            return any(value in text for value in folded for text in texts if value)
        return any(text.startswith(value) for value in folded for text in texts if value)

    return holds


def _identifiers(resource: Resource) -> Iterator[Token]:
    found: list[Identifier] = resource.identifier
    yield from ((one.system or "", one.value or "") for one in found)


def _codes(concepts: Iterable[CodeableConcept]) -> Iterator[Token]:
    for concept in concepts:
        yield from ((coding.system or "", coding.code or "") for coding in concept.coding)


def _qualifications(resource: Resource) -> Iterator[Token]:
    if isinstance(resource, Practitioner):
        yield from _codes(held.code for held in resource.qualification)


def _roles(resource: Resource) -> Iterator[Token]:
    if isinstance(resource, PractitionerRole):
        yield from _codes(resource.code)


def _specialties(resource: Resource) -> Iterator[Token]:
    if isinstance(resource, PractitionerRole):
        yield from _codes(resource.specialty)


def _types(resource: Resource) -> Iterator[Token]:
    if isinstance(resource, Organization):
        yield from _codes(resource.type)


_TOKENS: Mapping[str, Callable[[Resource], Iterator[Token]]] = {
    "_id": lambda resource: iter([("", resource.id)]),
    "active": lambda resource: iter([("", "true" if resource.active else "false")]),
    "identifier": _identifiers,
    "qualification-code": _qualifications,
    "role": _roles,
    "specialty": _specialties,
    "type": _types,
}


def _names(resource: Resource) -> Iterator[str]:
    if isinstance(resource, Organization):
        yield from filter(None, (resource.name, *resource.alias))
    elif isinstance(resource, Practitioner):
        for name in resource.name:
            family, given = name.family or "", " ".join(name.given)
            yield from filter(None, (family, *name.given, name.text))
            yield from (f"{family} {given}", f"{given} {family}")  # people write it either way


def _family(resource: Resource) -> Iterator[str]:
    if isinstance(resource, Practitioner):
        yield from (name.family for name in resource.name if name.family)


def _given(resource: Resource) -> Iterator[str]:
    if isinstance(resource, Practitioner):
        for name in resource.name:
            yield from (*name.given, " ".join(name.given))


def _mailboxes(resource: Resource) -> Iterator[str]:
    if isinstance(resource, Practitioner):
        yield from (t.value for t in resource.telecom if t.system == "email" and t.value)


def _address(resource: Resource) -> Iterator[str]:
    yield from (*_lines(resource), *_cities(resource), *_postal_codes(resource))


def _lines(resource: Resource) -> Iterator[str]:
    if isinstance(resource, Organization):
        yield from (line for address in resource.address for line in address.line if line)


def _cities(resource: Resource) -> Iterator[str]:
    if isinstance(resource, Organization):
        yield from (address.city for address in resource.address if address.city)


def _postal_codes(resource: Resource) -> Iterator[str]:
    if isinstance(resource, Organization):
        yield from (address.postal_code for address in resource.address if address.postal_code)


_STRINGS: Mapping[str, Callable[[Resource], Iterator[str]]] = {
    "name": _names,
    "family": _family,
    "given": _given,
    "mailbox-mss": _mailboxes,
    "address": _address,
    "address-city": _cities,
    "address-postalcode": _postal_codes,
}
