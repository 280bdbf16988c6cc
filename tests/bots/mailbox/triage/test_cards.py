"""The card of a letter, in every state and for every reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bots.mailbox.triage.cards import describe, write_card
from bots.mailbox.triage.picture import Option, Picture
from care.circles.model import CircleState
from care.documents.model import Caution, Sender
from care.identity.birth_date import BirthDate
from care.identity.matching import Candidate, compare_people
from care.identity.patient import PatientId
from care.identity.status import Attribute, Status
from care.identity.traits import Sex, Traits
from care.letters.model import Claim, Finding, Heading, Letter, LetterKind, LetterState, Sheet
from care.patients.model import Patient
from tests.bots.liaison.village import plain
from tests.care.letters.scene import NOW, qualified
from tests.care.standards.people import JEANNE

CLAIM = Claim(JEANNE.traits, JEANNE.number)
SHEET = Sheet(
    Sender("labo@x.example", "Labo <b>", is_spoofed=True),
    "CR",
    claim=CLAIM,
    headings=(Heading("CR <i>", "Dr X", date(2026, 11, 20), tuple(Caution)),),
)
LETTER = Letter(
    4, "a@x.example", LetterKind.DOCUMENT, LetterState.TO_TRIAGE, NOW, SHEET,
    finding=Finding.UNKNOWN,
)  # fmt: skip


def option(traits: Traits = JEANNE.traits, **more: object) -> Option:
    """A patient beside the letter."""
    identity = qualified(traits, *more.pop("given", ()))  # type: ignore[misc]
    patient = Patient(PatientId("p" + "1" * 32), identity)
    evidence = compare_people(CLAIM.candidate, patient.candidate)
    return Option(1, patient, evidence, CircleState.OPEN, **more)  # type: ignore[arg-type]


def card(letter: Letter = LETTER, *options: Option) -> str:
    """What it says."""
    return plain(write_card(Picture(letter, NOW.date(), options, "Paul", "EXEMPLE Jeanne")).text)


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_is_said_with_its_code(finding: Finding) -> None:
    told = card(replace(LETTER, finding=finding)).splitlines()[0]
    assert f"({replace(LETTER, finding=finding).error_code})" in told


@pytest.mark.parametrize("state", LetterState)
def test_every_state_has_its_card(state: LetterState) -> None:
    assert "° 4" in card(replace(LETTER, state=state))


def test_nothing_written_by_others_becomes_markup() -> None:
    written = write_card(Picture(LETTER, NOW.date()))
    assert "Labo &lt;b&gt;" in written.html
    assert "CR &lt;i&gt;" in written.html
    assert written.text.count("⚠") == 1 + len(Caution)


def test_what_is_the_same_is_not_repeated_and_what_differs_is_said_in_words() -> None:
    assert "Différences" not in card(LETTER, option())
    other = replace(
        JEANNE.traits, birth_name="MODELE", sex=Sex.MALE, birth_date=BirthDate(1984, 6, 16),
        birth_place=None,
    )  # fmt: skip
    told = card(LETTER, option(other))
    for words in (
        "nom de naissance différent (chez nous MODELE, dans le courrier EXEMPLE)",
        "sexe différent",
        "date de naissance proche (chez nous 16/06/1984, dans le courrier 15/06/1984)",
        "lieu de naissance à vérifier",
        "douteux",
    ):
        assert words in told, words


def test_a_number_that_differs_is_said() -> None:
    assert "INS à vérifier" in card(LETTER, option(given=(None,)))
    assert "INS différent" not in card(LETTER, option())


@pytest.mark.parametrize(
    ("attribute", "words"),
    [
        (Attribute.DOUBTFUL, "identité douteuse"),
        (Attribute.FICTITIOUS, "identité fictive"),
        (Attribute.HOMONYM, "homonyme connu"),
    ],
)
def test_what_we_know_of_a_patient(attribute: Attribute, words: str) -> None:
    given = (JEANNE.number, Status.PROVISIONAL, attribute)
    told = card(LETTER, option(given=given))
    assert words in told
    assert "identité non qualifiée, " in told


def test_a_patient_who_is_gone_keeps_their_number() -> None:
    told = card(LETTER, Option(1, None, None, None), replace(option(), number=2, circle=None))
    assert "1. Ce patient n’est plus connu ici." in told
    assert "2. EXEMPLE Jeanne Marie" in told
    assert "sans cercle" in told


def test_people_are_described_as_far_as_they_are_known() -> None:
    assert describe(Traits()) == "<b>patient sans nom</b>"
    whole = describe(JEANNE.traits)
    assert whole.startswith("<b>EXEMPLE Jeanne Marie (INVENTE)</b>, née le 15/06/1984")
    assert Candidate(JEANNE.traits).number is None
