"""The bundle follows the national profile and holds together by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings

from care.circles.fhir.facts import CircleFacts, Participant
from care.circles.fhir.team import render_circle, write_bundle
from care.circles.model import CircleState, Role
from care.identity.reason import Environment
from tests.care.circles.fhir.circles import AT, circle, circles


def bundle_of(facts: CircleFacts) -> dict[str, Any]:
    """The bundle as software reads it."""
    read: dict[str, Any] = json.loads(
        write_bundle(render_circle(facts, AT, Environment.TEST)),
    )
    return read


def parts(value: Any) -> Iterator[Any]:
    """Every part of a document."""
    yield value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inside:
        yield from parts(one)


@given(circles())
@settings(max_examples=60, deadline=None)
def test_references_lead_somewhere_and_nothing_is_empty(facts: CircleFacts) -> None:
    bundle = bundle_of(facts)
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)
    for part in parts(bundle):
        assert part not in ({}, [], None)
        if isinstance(part, dict) and "reference" in part and isinstance(part["reference"], str):
            assert part["reference"] in addresses


@given(circles())
@settings(max_examples=60, deadline=None)
def test_what_the_profile_demands_is_there(facts: CircleFacts) -> None:
    team = bundle_of(facts)["entry"][0]["resource"]
    assert len(team["identifier"]) == 1
    assert team["meta"]["lastUpdated"] == "2030-01-07T08:15:00Z"
    assert team["subject"]["reference"]
    assert team["period"]["start"]
    for stay in team.get("participant", []):
        assert stay["member"]["reference"]
        assert stay["period"]["start"]


def test_each_member_is_what_the_profile_wants() -> None:
    stays = (
        Participant("FICTIF Alice", Role.TREATING_DOCTOR, AT, rpps="10199900001", profession="10"),
        Participant("EXEMPLE Paul", Role.TRUSTED_PERSON, AT, relation="SONC"),
        Participant("SSIAD de l’Exemple", Role.ORGANISATION, AT),
    )  # fmt: skip
    bundle = bundle_of(circle(participants=stays, state=CircleState.SUSPENDED))
    by_address = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    team = bundle["entry"][0]["resource"]
    members = [by_address[stay["member"]["reference"]] for stay in team["participant"]]
    kinds = [member["resourceType"] for member in members]
    assert kinds == ["PractitionerRole", "RelatedPerson", "Organization"]
    assert team["participant"][0]["role"][0]["coding"][0]["code"] == "PCP"
    doctor = by_address[members[0]["practitioner"]["reference"]]
    assert doctor["identifier"][0]["system"] == "urn:oid:1.2.250.1.71.4.2.1"
    assert doctor["identifier"][0]["value"] == "810199900001"
    codes = [one["coding"][0]["code"] for one in members[1]["relationship"]]
    assert codes == ["NOK", "SONC"]
    assert (team["status"], team["name"]) == ("suspended", "Cercle de soins de JEANNE FICTIF")
