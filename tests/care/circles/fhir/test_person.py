"""What leaves of an identity, and how it is written."""

from __future__ import annotations

import pytest

from care.circles.fhir.person import render_birth_date, render_patient
from care.identity.birth_date import BirthDate
from care.identity.reason import Environment
from care.identity.status import Status
from tests.care.circles.fhir.circles import NUMBER, circle

_OID = "urn:oid:1.2.250.1.213.1.4.10"


@pytest.mark.parametrize("status", Status)
def test_the_number_leaves_with_a_qualified_identity_only(status: Status) -> None:
    patient = render_patient(circle(status), Environment.TEST)
    systems = [identifier.system for identifier in patient.identifier]
    assert (_OID in systems) is (status is Status.QUALIFIED)
    assert (NUMBER.matricule.text in patient.model_dump_json()) is (status is Status.QUALIFIED)


def test_an_invented_number_never_leaves_in_production() -> None:
    patient = render_patient(circle(), Environment.PRODUCTION)
    assert NUMBER.matricule.text not in patient.model_dump_json()


def test_it_is_written_as_fr_core_says() -> None:
    patient = render_patient(circle(), Environment.TEST).model_dump(by_alias=True)
    ins = patient["identifier"][1]
    assert (ins["use"], ins["system"]) == ("official", _OID)
    assert ins["type"]["coding"][0]["code"] == "INS-NIR-TEST"
    assert patient["extension"][0]["extension"][0]["valueCoding"]["code"] == "QUAL"
    assert patient["birthDate"] == "1984-06-15"
    assert patient["gender"] == "female"
    official, usual = patient["name"]
    assert (official["family"], official["given"], usual["family"]) == (
        "EXEMPLE",
        ["JEANNE"],
        "FICTIF",
    )


@pytest.mark.parametrize(
    ("born", "written"),
    [
        (BirthDate(1948), "1948"),
        (BirthDate(1948, 3), "1948-03"),
        (BirthDate(1948, 3, 7), "1948-03-07"),
    ],
)
def test_a_date_says_what_is_known(born: BirthDate, written: str) -> None:
    assert render_birth_date(born) == written
