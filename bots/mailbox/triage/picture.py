"""A letter that waits, as those who decide see it: beside each patient it may be about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bots.liaison.cards import name_patient, short_name
from bots.mailbox.house import House
from care.accounts.store import account_of
from care.circles.model import CircleState
from care.circles.store import circle_for_patient
from care.identity.matching import Evidence, compare_people
from care.identity.patient import PatientId
from care.letters.model import Letter
from care.letters.workflow import candidates_of
from care.patients.model import Patient
from care.patients.store import load_patient
from care.runtime.units import UnitOfWork


@dataclass(frozen=True, slots=True)
class Option:
    """One numbered patient, and how what the letter says compares; `patient` is None once gone."""

    number: int
    patient: Patient | None
    evidence: Evidence | None
    circle: CircleState | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A letter, whom it may be about; who decided, and for whom (names)."""

    letter: Letter
    today: date
    options: tuple[Option, ...] = ()
    decider: str = ""
    patient: str = ""


def paint(work: UnitOfWork, house: House, letter: Letter) -> Picture:
    """All that the card of `letter` shows."""
    decider = account_of(work.connection, letter.decided_by or "")
    patients = candidates_of(work, letter)
    options = (_option(work, letter, rank, one) for rank, one in enumerate(patients, start=1))
    return Picture(
        letter,
        house.today(work.now),
        tuple(options),
        short_name(decider.display_name) if decider else "",
        _name(work, letter.patient),
    )


def _option(work: UnitOfWork, letter: Letter, rank: int, patient: Patient | None) -> Option:
    if patient is None or letter.sheet.claim is None:
        return Option(rank, patient, None, None)
    circle = circle_for_patient(work.connection, work.keys, patient.id)
    evidence = compare_people(letter.sheet.claim.candidate, patient.candidate)
    return Option(rank, patient, evidence, circle.state if circle else None)


def _name(work: UnitOfWork, patient: str | None) -> str:
    found = load_patient(work.connection, work.keys, PatientId(patient)) if patient else None
    return name_patient(found.identity.traits) if found else ""
