"""Invented people and what they write, for every test of the codecs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from care.identity.authority import NIR_TEST
from care.identity.birth_date import BirthDate
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.traits import Sex, Traits
from care.standards.cda.model import (
    Encounter,
    Header,
    InstanceId,
    Organization,
    Participant,
    Patient,
    Period,
    PersonName,
    Service,
)
from care.standards.cda.values import Code
from care.standards.hl7.timestamps import Timestamp, parse_timestamp

AT = datetime(2026, 11, 20, 9, 12, tzinfo=timezone(timedelta(hours=1)))
JEANNE = Patient(
    Traits(
        "EXEMPLE", "JEANNE MARIE", BirthDate(1984, 6, 15), Sex.FEMALE, "76351", "JEANNE",
        "INVENTE", "JEANNE",
    ),
    InsNumber(Matricule("284067635112353"), NIR_TEST),
    (InstanceId("1.2.3.4.567", "IPP12"),),
    "LE HAVRE",
    ("tel:+33200000002",),
    "3 rue de l’Exemple",
)  # fmt: skip
PRACTICE = Organization(
    "CABINET FICTIF",
    (InstanceId("1.2.250.1.71.4.2.2", "1760990016"),),
    Code("AMBULATOIRE", "1.2.250.1.213.1.1.4.9", "Ambulatoire"),
    ("tel:+33200000001",),
    "1 rue de l’Exemple",
)


def moment(text: str) -> Timestamp:
    """A moment that is known to be well written."""
    read = parse_timestamp(text)
    assert read is not None
    return read


ALICE = Participant(
    "AUT",
    PersonName("FICTIF", "Alice", "MME", "DR"),
    (InstanceId("1.2.250.1.71.4.2.1", "810199900373"),),
    Code("G15_10/SM26", "1.2.250.1.213.1.1.4.5", "Médecin généraliste"),
    None,
    PRACTICE,
    moment("20261120091200+0100"),
    ("tel:+33200000001",),
)


def a_header() -> Header:
    """The header of a letter, as `read_cda` would give it back."""
    templates = ("2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1", "1.3.6.1.4.1.19376.1.2.20")
    return Header(
        id=InstanceId("1.2.3.4", "2"),
        set_id=InstanceId("1.2.3.4"),
        version=2,
        code=Code("96349-6", "2.16.840.1.113883.6.1", "Lettre d’adressage"),
        type_label="Lettre d’adressage",
        title="Lettre d’adressage de Mme EXEMPLE",
        written=moment("20261120091200+0100"),
        confidentiality=(Code("N", "2.16.840.1.113883.5.25", "Normal"),),
        language="fr-FR",
        templates=templates,
        patient=JEANNE,
        authors=(ALICE,),
        custodian=replace(PRACTICE, setting=None),
        legal_authenticator=replace(ALICE, part="LA"),
        authenticators=(replace(ALICE, part="AUTHEN"),),
        participants=(
            replace(
                ALICE,
                part="INF",
                function=Code("PCP", "2.16.840.1.113883.5.88", "Médecin traitant"),
                when=None,
            ),
        ),
        recipients=(
            replace(
                ALICE,
                part="PRCP",
                role=None,
                when=None,
                organization=replace(PRACTICE, setting=None),
            ),
        ),
        orders=(InstanceId("1.2.5", "7"),),
        services=(
            Service(
                Code("11429006", "2.16.840.1.113883.6.96", "Consultation"),
                Period(moment("202611")),
                (replace(ALICE, part="PRF"),),
            ),
        ),
        replaces=(InstanceId("1.2.3.4", "1"),),
        encounter=Encounter(
            Code("AMB", "2.16.840.1.113883.5.4", "Ambulatoire"),
            Period(moment("20261119"), moment("20261120")),
            (InstanceId("1.2.6", "8"),),
            "CABINET FICTIF",
            Code("SA07", "1.2.250.1.71.4.2.4", "Cabinet individuel"),
        ),
        consents=(Code("GEN-366", "1.2.250.1.213.1.1.4.322", "Accord"),),
    )
