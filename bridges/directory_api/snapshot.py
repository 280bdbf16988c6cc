"""One consistent state of the directory, ready to be searched and sent."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import orjson

from bridges.directory_api.rendering import (
    render_organization,
    render_practitioner,
    render_role,
)
from care.directory.fhir.published import Published
from care.directory.fhir.resources import PractitionerRole, Resource
from care.directory.model import Activity, Professional

KINDS = ("Practitioner", "PractitionerRole", "Organization")
MakeId = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource and its JSON. `people` are those whose wish to be unlisted would hide it."""

    resource: Resource
    body: bytes
    changed_at: datetime
    people: frozenset[str]

    @property
    def version(self) -> str:
        """Equal for equal contents."""
        return hashlib.sha256(self.body).hexdigest()[:16]


@dataclass(frozen=True)
class Snapshot:
    """Everything at one time; `stamp` tells it from the others. Entries are in order of id."""

    stamp: str
    entries: Mapping[str, tuple[Entry, ...]]
    by_id: Mapping[str, Mapping[str, Entry]]
    roles_of: Mapping[str, tuple[Entry, ...]]

    def get(self, kind: str, resource_id: str) -> Entry | None:
        """The resource of this kind and id."""
        return self.by_id[kind].get(resource_id)


@dataclass
class _Place:
    activity: Activity
    changed_at: datetime
    owner: Professional
    phones: dict[str, None] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)


def build_snapshot(stamp: str, people: Iterable[Published], make_id: MakeId) -> Snapshot:
    """The resources about `people`; `make_id` gives an opaque id for what tells one apart."""
    practitioners, roles = [], []
    places: dict[str, _Place] = {}
    for published in people:
        person = published.person
        alone = frozenset({person.id})
        practitioner = render_practitioner(published)
        practitioners.append(_entry(practitioner, published.changed_at, alone))
        for activity in person.activities:
            place_id = make_id(place_key(person.id, activity))
            _gather(
                places.setdefault(place_id, _Place(activity, published.changed_at, person)),
                published,
            )
            places[place_id].phones.update(dict.fromkeys(activity.phones))
            role_id = make_id("\n".join(("role", person.id, place_id, activity.mode)))
            role = render_role(role_id, published, activity, place_id)
            roles.append(_entry(role, published.changed_at, alone))
    organizations = [
        _entry(
            render_organization(
                place_id, place.activity, place.phones, place.changed_at, place.owner
            ),
            place.changed_at,
            frozenset(place.people),
        )
        for place_id, place in places.items()
    ]
    return _index(stamp, (practitioners, roles, organizations))


def place_key(person_id: str, activity: Activity) -> str:
    """What tells a place of work from another; one without a name is its person's own."""
    if activity.finess:
        return f"finess\n{activity.finess}"
    owner = "" if activity.structure else person_id
    where = (activity.commune_code, activity.postal_code, activity.street)
    return "\n".join(("place", owner, activity.structure, *where))


def _gather(place: _Place, published: Published) -> None:
    place.people.add(published.person.id)
    place.changed_at = max(place.changed_at, published.changed_at)


def _entry(resource: Resource, changed_at: datetime, people: frozenset[str]) -> Entry:
    body = resource.model_dump_json(by_alias=True, exclude_none=True)
    return Entry(resource, _without_empty(body), changed_at, people)


def _without_empty(body: str) -> bytes:
    # FHIR forbids empty arrays (R4 §2.6.2): our models write them for absent parts.
    return orjson.dumps(_prune(orjson.loads(body)))


def _prune(value: object) -> object:
    if isinstance(value, dict):
        pruned = {key: _prune(item) for key, item in value.items()}
        return {key: item for key, item in pruned.items() if item not in ([], {}, None)}
    if isinstance(value, list):
        return [_prune(item) for item in value]
    return value


def _index(stamp: str, found: tuple[list[Entry], ...]) -> Snapshot:
    by_id: dict[str, dict[str, Entry]] = {}
    for kind, entries in zip(KINDS, found, strict=True):
        by_id[kind] = {e.resource.id: e for e in sorted(entries, key=lambda e: e.resource.id)}
    roles_of: dict[str, list[Entry]] = defaultdict(list)
    for entry in by_id["PractitionerRole"].values():
        if isinstance(entry.resource, PractitionerRole):
            for reference in (entry.resource.practitioner, entry.resource.organization):
                if reference is not None and reference.reference:
                    roles_of[reference.reference].append(entry)
    return Snapshot(
        stamp,
        {kind: tuple(entries.values()) for kind, entries in by_id.items()},
        by_id,
        {target: tuple(entries) for target, entries in roles_of.items()},
    )
