"""All that must be known before a letter is routed: of its patient, of ours, of its sender."""

from __future__ import annotations

from collections.abc import Iterable

from care.circles.store import circle_for_patient
from care.consent.model import Scope
from care.consent.rules import opposes
from care.consent.store import load_register
from care.identity.matching import Candidate
from care.identity.reason import Environment
from care.identity.traits import Traits
from care.letters.model import Claim
from care.letters.reading import Reading
from care.letters.routing import Facts, Match
from care.patients.model import Alike, Patient
from care.patients.rules import rank_alike
from care.patients.store import find_patients
from care.runtime.units import UnitOfWork

MOST_CANDIDATES = 6


def gather_facts(
    work: UnitOfWork,
    reading: Reading,
    environment: Environment,
    *,
    is_sure: bool,
    is_released: bool = False,
) -> Facts:
    """The facts by which `decide_route` decides."""
    return Facts(
        papers=tuple(piece.papers for piece in reading.pieces),
        matches=tuple(_match(work, one) for one in _bearers(work, reading.claims)),
        environment=environment,
        is_sure=is_sure,
        is_released=is_released,
        vouches=reading.mail.mss.has_ins,
    )


def find_candidates(work: UnitOfWork, claims: Iterable[Claim]) -> tuple[Alike, ...]:
    """Patients of ours whom a letter may be about, the likeliest first. Nothing is merged."""
    found: dict[str, Alike] = {}
    for claim in dict.fromkeys(claims):
        known = find_patients(work.connection, work.keys, claim.candidate)
        for one in rank_alike(claim.candidate, known):
            found.setdefault(one.patient.id.text, one)
    return tuple(found.values())[:MOST_CANDIDATES]


def _bearers(work: UnitOfWork, claims: Iterable[Claim]) -> list[Patient]:
    """Patients who bear, or bore, one of the numbers claimed."""
    found: dict[str, Patient] = {}
    for number in {claim.number: None for claim in claims if claim.number is not None}:
        sought = Candidate(Traits(), number)
        for one in find_patients(work.connection, work.keys, sought):
            found[one.id.text] = one
    return list(found.values())


def _match(work: UnitOfWork, patient: Patient) -> Match:
    circle = circle_for_patient(work.connection, work.keys, patient.id)
    register = load_register(work.connection, work.keys, patient.id.text)
    opposed = opposes(register, Scope.SHARING) or opposes(register, Scope.MAIL_TO_PROFESSIONALS)
    return Match(
        patient,
        circle.id if circle else None,
        circle.state if circle else None,
        opposed,
    )
