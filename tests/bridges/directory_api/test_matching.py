"""Searches compare as the standard says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bridges.directory_api.matching import search
from bridges.directory_api.parameters import parse_query
from bridges.directory_api.snapshot import Snapshot, build_snapshot
from care.directory.fhir import systems
from care.directory.fhir.published import Published
from tests.bridges.directory_api.test_snapshot import opaque
from tests.care.directory.territory import NOW, person


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    people = [
        Published(person("Hélène LE GOFF", "70", rpps="10199900373"), NOW),
        Published(
            person("Jean-Marc DUPONT", "10", "76447", skills=("SM04",)), NOW + timedelta(days=2)
        ),
    ]
    return build_snapshot("1", people, opaque)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"LE GOFF", "DUPONT"}),
        ({"family": "le g"}, {"LE GOFF"}),
        ({"family": "legoff"}, set()),
        ({"family:contains": "goff"}, {"LE GOFF"}),
        ({"family:exact": "Le Goff"}, set()),
        ({"family": "dup,le"}, {"LE GOFF", "DUPONT"}),
        ({"given": "helene"}, {"LE GOFF"}),
        ({"given": "jean marc"}, {"DUPONT"}),
        ({"name": "dupont jean"}, {"DUPONT"}),
        ({"family": "dup", "given": "helene"}, set()),
        ({"qualification-code": "70"}, {"LE GOFF"}),
        ({"qualification-code": f"{systems.system_of('R38')}|SM04"}, {"DUPONT"}),
        ({"qualification-code": f"{systems.system_of('R38')}|"}, {"DUPONT"}),
        ({"qualification-code": "|SM04"}, set()),
        ({"identifier": "10199900373"}, {"LE GOFF"}),
        ({"active": "true"}, {"LE GOFF", "DUPONT"}),
        ({"_lastUpdated": "2026-11-15"}, {"LE GOFF"}),
        ({"_lastUpdated": "gt2026-11-15"}, {"DUPONT"}),
        ({"_lastUpdated": "le2026-11-15"}, {"LE GOFF"}),
        ({"family": "..."}, set()),
    ],
)
def test_who_answers(snapshot: Snapshot, asked: dict[str, str], names: set[str]) -> None:
    found = search(snapshot, parse_query("Practitioner", asked.items()))
    assert {entry.resource.name[0].family for entry in found} == names  # type: ignore[union-attr,index]


def test_a_reference_may_be_written_three_ways(snapshot: Snapshot) -> None:
    person_id = "id-Hélène LE GOFF"
    for value in (
        person_id,
        f"Practitioner/{person_id}",
        f"https://x/fhir/Practitioner/{person_id}",
    ):
        assert (
            len(search(snapshot, parse_query("PractitionerRole", [("practitioner", value)]))) == 1
        )


def test_places_by_city_and_postal_code(snapshot: Snapshot) -> None:
    for asked, count in (("address-city", 1), ("address", 1)):
        assert len(search(snapshot, parse_query("Organization", [(asked, "montiv")]))) == count
