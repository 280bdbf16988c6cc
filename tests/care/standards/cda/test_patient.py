"""Whom a document is about."""

from __future__ import annotations

import pytest

from care.identity.birth_date import BirthDate
from care.identity.traits import Sex
from care.standards.cda.model import InstanceId, Patient
from care.standards.cda.patient import read_patient
from care.standards.cda.reason import CdaFault
from tests.care.standards.cda.documents import PATIENT
from tests.care.standards.cda.reading import around


def _read(markup: str) -> tuple[Patient | None, set[CdaFault]]:
    faults: set[CdaFault] = set()
    return read_patient(around(markup), faults), faults


def test_jeanne() -> None:
    read, faults = _read(PATIENT)
    assert read is not None
    assert faults == set()
    assert read.number is not None
    assert read.number.matricule.text == "284067635112353"
    assert not read.number.authority.is_production
    traits = read.traits
    assert (traits.birth_name, traits.given_names, traits.first_name) == (
        "EXEMPLE", "JEANNE MARIE", "JEANNE",
    )  # fmt: skip
    assert (traits.birth_date, traits.sex, traits.birth_place) == (
        BirthDate(1984, 6, 15), Sex.FEMALE, "76351",
    )  # fmt: skip
    assert (traits.daily_name, read.birth_city) == ("INVENTE", "LE HAVRE")
    assert read.local_ids == (InstanceId("1.2.3.4.5", "IPP12"),)


@pytest.mark.parametrize(
    ("changed", "to", "fault"),
    [
        ("284067635112353", "not a number", CdaFault.INS_MALFORMED),
        ("19840615", "19841399", CdaFault.BIRTH_DATE_UNREADABLE),
        ("<county>76351", "<county>LE HAVRE", CdaFault.BIRTH_PLACE_UNREADABLE),
        ('code="F"', 'code="X"', CdaFault.SEX_UNREADABLE),
        (
            '<id root="1.2.3.4.5" extension="IPP12"/>',
            '<id root="1.2.250.1.213.1.4.9" extension="155035960604289"/>',
            CdaFault.SEVERAL_INS,
        ),
    ],
)
def test_what_cannot_be_read_is_said(changed: str, to: str, fault: CdaFault) -> None:
    read, faults = _read(PATIENT.replace(changed, to))
    assert read is not None
    assert faults == {fault}


def test_a_malformed_ins_stays_visible_as_a_number() -> None:
    read, _ = _read(PATIENT.replace("284067635112353", "12"))
    assert read is not None
    assert read.number is None
    assert InstanceId("1.2.250.1.213.1.4.10", "12") in read.local_ids


def test_no_patient_and_two_patients() -> None:
    assert _read("") == (None, {CdaFault.NO_PATIENT})
    assert _read(PATIENT + PATIENT)[1] == {CdaFault.SEVERAL_PATIENTS}


def test_names_without_qualifiers_are_those_of_birth() -> None:
    read, faults = _read(
        "<recordTarget><patientRole><patient><name><family>EXEMPLE</family><given>JEANNE</given>"
        '<given>MARIE</given></name><birthTime value="198406"/></patient></patientRole>'
        "</recordTarget>"
    )
    assert read is not None
    assert (read.traits.birth_name, read.traits.given_names) == ("EXEMPLE", "JEANNE MARIE")
    assert read.traits.birth_date == BirthDate(1984, 6)
    assert faults == set()


def test_a_time_of_birth_does_not_hide_the_day() -> None:
    read, faults = _read(PATIENT.replace("19840615", "19840615123000+0200"))
    assert read is not None
    assert read.traits.birth_date == BirthDate(1984, 6, 15)
    assert faults == set()
