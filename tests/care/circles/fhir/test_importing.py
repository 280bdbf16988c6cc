"""What we write is what we read; what others write is read as far as it can be, and no further."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.circles.fhir.facts import CircleFacts, Participant
from care.circles.fhir.importing import read_care_team
from care.circles.fhir.reading import LARGEST
from care.circles.fhir.reason import BundleRefused, Reason
from care.circles.fhir.team import render_circle, write_bundle
from care.circles.model import CircleState, Role
from care.identity.reason import Environment
from care.identity.status import MAY_SAY, Source, SourceKind, Status
from tests.care.circles.fhir.circles import AT, SOFTWARE, circle, circles

Json = dict[str, Any]


def written(facts: CircleFacts) -> bytes:
    """The bundle of `facts`, as bytes."""
    return write_bundle(render_circle(facts, AT, Environment.TEST))


def changed(change: Callable[[Json, Json], object], facts: CircleFacts | None = None) -> bytes:
    """The bundle of `facts` after `change(bundle, team)`."""
    bundle = json.loads(written(facts or circle()))
    change(bundle, bundle["entry"][0]["resource"])
    return json.dumps(bundle).encode()


def read(document: bytes, source: Source = SOFTWARE) -> CircleFacts:
    """`document` as the test environment takes it."""
    return read_care_team(document, source, Environment.TEST)


@given(circles())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back(facts: CircleFacts) -> None:
    assert read(written(facts)) == facts


@given(circles(), st.sampled_from(SourceKind))
@settings(max_examples=60, deadline=None)
def test_no_source_says_more_than_it_can_know(facts: CircleFacts, kind: SourceKind) -> None:
    found = read(written(facts), replace(SOFTWARE, kind=kind)).identity.standing
    assert found.status in MAY_SAY[kind]
    assert found.status in {facts.identity.standing.status, Status.PROVISIONAL}


def test_a_national_sample_is_read() -> None:
    """As the guide writes: days without hours, addresses in parts, `Type/id`, no role of ours."""
    role_class = "https://mos.esante.gouv.fr/NOS/TRE_R260-HL7RoleClass/FHIR/TRE-R260-HL7RoleClass"
    role_code = "https://mos.esante.gouv.fr/NOS/TRE_R216-HL7RoleCode/FHIR/TRE-R216-HL7RoleCode"
    entries = [
        {"resourceType": "CareTeam", "id": "t", "status": "active",
         "identifier": {"system": "http://exemple.test", "value": "1"},
         "subject": {"reference": "Patient/a"}, "period": {"start": "2013-01-12"},
         "participant": [
             {"member": {"reference": "RelatedPerson/b"}, "period": {"start": "2013-01-12"}},
             {"member": {"reference": "Organization/o"},
              "period": {"start": "2013-01-12", "end": "2032-12-18T13:48:19.342+01:00"}},
             {"member": {"reference": "PractitionerRole/absent"}}]},
        {"resourceType": "Patient", "id": "a", "gender": "male", "birthDate": "1984-10-02",
         "name": [{"use": "official", "family": "Exemple", "given": ["Jacques"]}],
         "address": [{"line": ["1 rue de l’Essai"], "postalCode": "76600", "city": "LE HAVRE"}]},
        {"resourceType": "RelatedPerson", "id": "b", "patient": {"reference": "Patient/a"},
         "relationship": [{"coding": [{"system": role_class, "code": "QUAL"}]},
                          {"coding": [{"system": role_code, "code": "NBOR"}]}],
         "name": [{"family": "Fictif", "given": ["Lamine"]}],
         "telecom": [{"system": "phone", "value": "06 02 00 00 00"}]},
        {"resourceType": "Organization", "id": "o", "name": "SSIAD de l’Exemple"},
        {"resourceType": "Observation", "id": "x"},
    ]  # fmt: skip
    document = {"resourceType": "Bundle", "entry": [{"resource": one} for one in entries]}
    found = read(json.dumps(document).encode())
    assert found.opened_at == datetime(2013, 1, 12, tzinfo=UTC)
    assert found.identity.traits.given_names == "Jacques"
    assert found.identity.standing.status is Status.PROVISIONAL
    assert found.contact.address == "1 rue de l’Essai 76600 LE HAVRE"
    assert found.unread == 1
    neighbour, ssiad = found.participants
    assert (neighbour.name, neighbour.role) == ("Fictif Lamine", Role.TRUSTED_PERSON)
    assert (neighbour.relation, neighbour.phones) == ("NBOR", ("+33602000000",))
    assert (ssiad.role, ssiad.ended_at) == (
        Role.ORGANISATION,
        datetime(2032, 12, 18, 12, 48, 19, 342000, tzinfo=UTC),
    )


def _drop_subject(_bundle: Json, team: Json) -> None:
    team["subject"] = {"reference": "Patient/other"}


def _mistake(_bundle: Json, team: Json) -> None:
    team["status"] = "entered-in-error"


def _no_start(_bundle: Json, team: Json) -> None:
    team["period"] = {"start": "hier"}


def _twice(bundle: Json, team: Json) -> None:
    bundle["entry"].append({"resource": {**team, "id": "other"}})


def _none(bundle: Json, _team: Json) -> None:
    bundle["entry"].pop(0)


def _bad_number(bundle: Json, _team: Json) -> None:
    bundle["entry"][1]["resource"]["identifier"][1]["value"] = "12"


def _real_number_with_a_wrong_key(bundle: Json, _team: Json) -> None:
    number = bundle["entry"][1]["resource"]["identifier"][1]
    number |= {"system": "urn:oid:1.2.250.1.213.1.4.8", "value": "123456789012244"}


def _crowd(bundle: Json, team: Json) -> None:
    bundle["entry"] = [{"resource": team}] * 2_001


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_drop_subject, Reason.NO_PATIENT),
        (_mistake, Reason.WRITTEN_BY_MISTAKE),
        (_no_start, Reason.NO_BEGINNING),
        (_twice, Reason.SEVERAL_TEAMS),
        (_none, Reason.NO_TEAM),
        (_bad_number, Reason.BAD_NUMBER),
        (_real_number_with_a_wrong_key, Reason.BAD_NUMBER),
        (_crowd, Reason.TOO_LARGE),
    ],
)
def test_what_is_not_one_circle_of_one_patient_is_refused(
    change: Callable[[Json, Json], object], reason: Reason
) -> None:
    with pytest.raises(BundleRefused) as refused:
        read(changed(change))
    assert refused.value.reason is reason


def test_invented_numbers_are_refused_in_production() -> None:
    with pytest.raises(BundleRefused):
        read_care_team(written(circle()), SOFTWARE, Environment.PRODUCTION)


@pytest.mark.parametrize(
    "document",
    [b"", b"[]", b"{}", b"\xff", b'{"resourceType":"Bundle"}', b"[" * 100_000],
)
def test_what_is_no_bundle_is_refused(document: bytes) -> None:
    with pytest.raises(BundleRefused) as refused:
        read(document)
    assert refused.value.reason is Reason.NOT_FHIR


def test_a_huge_document_is_not_even_read() -> None:
    with pytest.raises(BundleRefused) as refused:
        read(b" " * (LARGEST + 1))
    assert refused.value.reason is Reason.TOO_LARGE


@given(st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(
        ["resourceType", "id", "name", "member", "period", "role", "start", "reference", "coding",
         "identifier", "extension", "url", "value", "birthDate", "telecom", "entry"]),
        inner, max_size=5),
    max_leaves=20,
))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_anything_in_the_place_of_a_part_is_refused_or_read(part: Any) -> None:
    def put(bundle: Json, team: Json) -> None:
        team["participant"] = part
        bundle["entry"][1]["resource"]["name"] = part
        bundle["entry"].append(part)

    try:
        read(changed(put))
    except BundleRefused as refused:
        assert refused.reason in Reason


def test_a_doubt_is_kept_when_the_status_contradicts_it() -> None:
    def doubt(bundle: Json, _team: Json) -> None:
        inside = bundle["entry"][1]["resource"]["extension"][0]["extension"]
        comments = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-identity-status-comment"
        inside.append({"url": "comment", "valueCoding": {"system": comments, "code": "DOUT"}})

    standing = read(changed(doubt)).identity.standing
    assert standing.status is Status.PROVISIONAL
    assert not standing.is_number_usable


@pytest.mark.parametrize(
    ("state", "said"),
    [(CircleState.OPEN, "active"), (CircleState.CLOSED, "inactive")],
)
def test_an_unknown_status_is_told_by_the_period(state: CircleState, said: str) -> None:
    def other(_bundle: Json, team: Json) -> None:
        assert team.pop("status") == said

    assert read(changed(other, circle(state=state))).state is state


def test_the_patient_is_the_subject_not_a_participant() -> None:
    stays = (Participant("JEANNE E.", Role.PATIENT, AT), Participant("FICTIF Ana", Role.NURSE, AT))
    assert read(written(circle(participants=stays))).participants == stays[1:]
