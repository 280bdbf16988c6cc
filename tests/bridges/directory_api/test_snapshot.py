"""One state of the directory: people, activities and places, each once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from bridges.directory_api.snapshot import build_snapshot, place_key
from care.directory.fhir.published import Published
from tests.care.directory.territory import NOW, person


def opaque(clear: str) -> str:
    return hashlib.sha256(clear.encode()).hexdigest()[:32]


def test_people_of_one_structure_share_its_place() -> None:
    ana, bea = person("Ana A", structure="CABINET"), person("Bea B", structure="CABINET")
    snapshot = build_snapshot("1", [Published(ana, NOW), Published(bea, NOW)], opaque)
    counts = {kind: len(entries) for kind, entries in snapshot.entries.items()}
    assert counts == {"Practitioner": 2, "PractitionerRole": 2, "Organization": 1}
    (place,) = snapshot.entries["Organization"]
    assert place.people == {ana.id, bea.id}
    assert len(snapshot.roles_of[f"Organization/{place.resource.id}"]) == 2


def test_nameless_practices_are_their_own() -> None:
    ana, bea = person("Ana A"), person("Bea B")
    snapshot = build_snapshot("1", [Published(ana, NOW), Published(bea, NOW)], opaque)
    assert len(snapshot.entries["Organization"]) == 2
    finess = replace(ana.activities[0], finess="760990010")
    assert place_key(ana.id, finess) == place_key(bea.id, finess)


def test_nothing_empty_is_written() -> None:
    snapshot = build_snapshot("1", [Published(person("Ana A"), NOW)], opaque)
    for entries in snapshot.entries.values():
        for entry in entries:
            said = json.dumps(json.loads(entry.body))
            assert "[]" not in said and "{}" not in said and "null" not in said


def test_versions_follow_contents() -> None:
    first, again, other = (
        build_snapshot("1", [Published(person(name), NOW)], opaque).entries["Practitioner"][0]
        for name in ("Ana A", "Ana A", "Bea B")
    )
    assert first.version == again.version != other.version
