"""What is taken of a FHIR patient: as it was told, whatever is missing or odd."""

from __future__ import annotations

from typing import Any

import pytest

from care.circles.fhir.identity import read_contact, read_identity, read_traits
from care.circles.fhir.reason import BundleRefused
from care.circles.fhir.resources import Patient
from care.identity.birth_date import BirthDate
from care.identity.reason import Environment
from care.identity.status import Status
from care.identity.traits import Sex, Traits
from tests.care.circles.fhir.circles import NUMBER, SOFTWARE

_NIR_TEST = "urn:oid:1.2.250.1.213.1.4.10"


def patient(**parts: Any) -> Patient:
    """A patient of which this much is told."""
    return Patient.model_validate(parts)


def test_nothing_told_is_nothing_known() -> None:
    assert read_traits(patient()) == Traits()
    assert read_contact(patient()).phones == ()
    read = read_identity(patient(), SOFTWARE, Environment.PRODUCTION)
    assert (read.standing.status, read.number) == (Status.PROVISIONAL, None)


@pytest.mark.parametrize(
    ("parts", "traits"),
    [
        ({"gender": "unknown", "birthDate": "hier"}, Traits()),
        ({"gender": "other", "birthDate": "1948"}, Traits(sex=Sex.INDETERMINATE,
                                                          birth_date=BirthDate(1948))),
        ({"name": {"family": "EXEMPLE", "given": ["JEANNE", "MARIE"]}},
         Traits("EXEMPLE", "JEANNE MARIE")),
        ({"name": [{"use": "usual", "family": "FICTIF"}, {"use": "official", "family": "EXEMPLE"}]},
         Traits("EXEMPLE", used_name="FICTIF")),
    ],
)  # fmt: skip
def test_traits_are_read_as_far_as_they_were_told(parts: dict[str, Any], traits: Traits) -> None:
    assert read_traits(patient(**parts)) == traits


def test_phones_are_those_that_can_be_called() -> None:
    telecom = [
        {"system": "phone", "value": "02 35 00 00 00"},
        {"system": "phone", "value": "02.35.00.00.00"},
        {"system": "email", "value": "a@exemple.test"},
        {"system": "phone", "value": "le soir"},
        {"value": "0600000001"},
    ]
    assert read_contact(patient(telecom=telecom)).phones == ("+33235000000",)


@pytest.mark.parametrize(
    ("system", "value", "number"),
    [
        (_NIR_TEST, NUMBER.matricule.text, NUMBER),
        ("urn:oid:1.2.3", NUMBER.matricule.text, None),
        (None, "x", None),
    ],
)
def test_a_number_counts_with_its_authority(system: str, value: str, number: object) -> None:
    identifier = {"system": system, "value": value}
    read = read_identity(patient(identifier=identifier), SOFTWARE, Environment.TEST)
    assert read.number == number
    assert read.standing.status is Status.PROVISIONAL


def test_a_calculated_number_of_former_days_is_refused() -> None:
    identifier = {"system": "urn:oid:1.2.250.1.213.1.4.2", "value": "1" * 22}
    with pytest.raises(BundleRefused):
        read_identity(patient(identifier=identifier), SOFTWARE, Environment.TEST)
