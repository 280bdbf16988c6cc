"""Names of senders, files and patients' mailboxes."""

from __future__ import annotations

from datetime import date

import pytest

from care.identity.matricule import Matricule
from care.identity.traits import Traits
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.mailbox_names import (
    name_document_file,
    name_professional,
    patient_mailbox,
    read_patient_mailbox,
)
from tests.care.standards.people import JEANNE

DOMAIN = "patient.mssante.example"


def test_a_professional() -> None:
    assert name_professional("Dr", "Alice", "Fictif", "CABINET_FICTIF") == (
        "Dr_ALICE_FICTIF_CABINET FICTIF"
    )
    assert name_professional("", "Alice", "Fictif") == "ALICE_FICTIF"


def test_a_file() -> None:
    day = date(2026, 11, 20)
    assert name_document_file(day, "Lettre d’adressage", JEANNE.traits) == (
        "20261120_Lettre d’adressage_EXEMPLE_JEANNE.pdf"
    )
    assert name_document_file(day, "CR ../de_x", Traits(), "12/7") == "20261120_CR ..-de x_12-7.pdf"


def test_a_patient() -> None:
    assert JEANNE.number is not None
    mailbox = patient_mailbox(JEANNE.number, DOMAIN)
    assert mailbox == Mailbox("284067635112353@patient.mssante.example")
    assert read_patient_mailbox(mailbox, "PATIENT.mssante.example") == Matricule("284067635112353")


@pytest.mark.parametrize(
    "address",
    ["284067635112353@medecin.mssante.example", "28406763511235@patient.mssante.example",
     "28406763511235300000@patient.mssante.example", "alice.fictif.xy@patient.mssante.example"],
)  # fmt: skip
def test_anybody_else(address: str) -> None:
    assert read_patient_mailbox(Mailbox(address), DOMAIN) is None
