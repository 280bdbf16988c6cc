"""The identity is told as it was received: never surer, never without its doubts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from care.identity.patient import PatientId
from care.identity.status import Attribute, Source, SourceKind, Standing, Status
from care.patients.model import Contact, Patient
from tests.widgets.circles import identity
from widgets.circle.identity import view_contact, view_identity, write_age

TODAY = date(2026, 3, 2)
PATIENT = Patient(PatientId("p" + "0" * 32), identity())


@pytest.mark.parametrize(
    ("status", "words"),
    [("PROV", "provisoire"), ("RECUP", "récupérée"), ("VALI", "validée"), ("QUAL", "qualifiée")],
)
def test_a_status_is_told_with_its_source(status: str, words: str) -> None:
    source = Source(SourceKind.SOFTWARE, "Logiciel", TODAY)
    known = replace(PATIENT.identity, standing=Standing(Status(status), source))
    told = view_identity(replace(PATIENT, identity=known), (), TODAY)
    assert told.standing.startswith(f"Identité {words}")
    assert "Logiciel" in told.standing
    assert told.number == ""
    assert told.cautions == []


def test_doubts_come_first() -> None:
    standing = replace(
        PATIENT.identity.standing, attributes=frozenset({Attribute.DOUBTFUL, Attribute.HOMONYM})
    )
    known = replace(PATIENT.identity, standing=standing)
    told = view_identity(replace(PATIENT, identity=known), (), TODAY)
    assert [one.partition(" ")[0] for one in told.cautions] == ["Identité", "Homonyme"]
    assert told.born == "née le 15/06/1984 (41 ans)"


def test_an_address_is_where_maps_go() -> None:
    told = view_contact(Contact(("+33600000012",), "3 rue de l’Essai & fils"))
    assert told.route == "geo:0,0?q=3%20rue%20de%20l%E2%80%99Essai%20%26%20fils"
    assert told.phones[0].shown.replace("\u00a0", " ") == "06 00 00 00 12"
    assert view_contact(Contact()).route == ""


def test_the_smallest_are_told_in_months() -> None:
    traits = PATIENT.identity.traits
    assert traits.birth_date is not None
    baby = replace(traits, birth_date=replace(traits.birth_date, year=2025))
    assert write_age(baby, TODAY) == "8 mois"
    assert write_age(replace(traits, birth_date=None), TODAY) == ""
    assert write_age(replace(traits, birth_date=replace(traits.birth_date, year=2030)), TODAY) == ""
