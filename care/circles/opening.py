"""Opening a circle: one per patient, its people, and why they may share."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from care.accounts.store import account_of
from care.audit.model import Face
from care.circles.membership import admit
from care.circles.model import Circle, CircleId, CircleState, Member, Newcomer
from care.circles.pseudonym import choose_pseudonym, write_initials
from care.circles.reading import actor_of
from care.circles.rules import check_may_open
from care.circles.store import (
    add_circle,
    circle_for_patient,
    last_circle_of,
    load_member,
    load_members,
    names_taken,
)
from care.circles.trail import note
from care.consent.model import Evidence, Giver, Ground, Scope, Stance, Statement
from care.consent.workflow import record_statement
from care.identity.patient import PatientId, PatientIdentity
from care.patients.model import Contact, Patient
from care.patients.workflow import require_patient, take_in_patient
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork

_ID_BYTES = 16


class Naming(StrEnum):
    """How rooms of circles are called."""

    PSEUDONYM = "pseudonym"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who the circle is about: somebody known by `patient`, or a new `identity`."""

    patient: PatientId | None = None
    identity: PatientIdentity | None = field(default=None, repr=False)
    contact: Contact = field(default=Contact(), repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A new circle."""

    circle: Circle
    patient: Patient
    members: tuple[Member, ...]


def open_circle(
    work: UnitOfWork,
    opener: str,
    subject: Subject,
    newcomers: Sequence[Newcomer],
    *,
    naming: Naming = Naming.PSEUDONYM,
    face: Face = Face.ROOM,
) -> Opened:
    """Open the circle of a patient with these people. Raises Refusal, and nothing is kept then.

    Whoever opens it is not in it unless they are among `newcomers`: a secretariat opens circles
    that it does not read.
    """
    check_may_open(account_of(work.connection, opener))
    if not newcomers:
        raise Refusal("circle-nobody")
    actor = actor_of(work, opener)
    patient = _find(work, subject, opener, actor, face)
    taken = names_taken(work.connection)
    by_initials = naming is Naming.INITIALS
    circle = Circle(
        id=CircleId(f"c{secrets.token_hex(_ID_BYTES)}"),
        patient=patient.id,
        pseudonym=write_initials(patient.identity.traits, taken)
        if by_initials
        else choose_pseudonym(taken, secrets.randbelow(2**32)),
        state=CircleState.OPEN,
        opened_at=work.now,
        opened_by=opener,
    )
    add_circle(work, circle)
    note(work, circle, "circle.opened", actor, face)
    _record_consent(work, circle, newcomers, actor, face)
    for newcomer in _once(newcomers):
        admit(work, circle, newcomer, actor, face)
    return Opened(circle, patient, load_members(work.connection, work.keys, circle.id))


def _find(work: UnitOfWork, subject: Subject, opener: str, actor: str, face: Face) -> Patient:
    if subject.patient is None:
        if subject.identity is None:
            raise ValueError("a circle is about somebody")
        return take_in_patient(work, subject.identity, subject.contact, actor, face)
    patient = require_patient(work, subject.patient)
    check_no_circle(work, patient.id, opener)
    return patient


def check_no_circle(work: UnitOfWork, patient: PatientId, asker: str) -> None:
    """Raises Refusal when the patient has a circle; says which only to its members."""
    existing = circle_for_patient(work.connection, work.keys, patient)
    if existing is None:
        last = last_circle_of(work.connection, work.keys, patient)
        if last is None or load_member(work.connection, work.keys, last.id, asker) is None:
            return
        raise Refusal("circle-to-reopen", name=last.pseudonym)
    if load_member(work.connection, work.keys, existing.id, asker) is not None:
        raise Refusal("circle-exists", name=existing.pseudonym)
    raise Refusal("circle-exists-elsewhere")


def _record_consent(
    work: UnitOfWork, circle: Circle, newcomers: Iterable[Newcomer], actor: str, face: Face
) -> None:
    """Whoever opens a circle on the ground of consent says that it was given."""
    if not any(newcomer.ground is Ground.CONSENT for newcomer in newcomers):
        return
    statement = Statement(
        number=0,
        patient=circle.patient.text,
        stance=Stance.CONSENT,
        scope=Scope.SHARING,
        giver=Giver.PATIENT,
        evidence=Evidence.SPOKEN,
        said_at=work.now,
        recorded_by=actor,
    )
    record_statement(work, statement, face, circle.id.text)


def _once(newcomers: Iterable[Newcomer]) -> list[Newcomer]:
    return list({newcomer.user_id: newcomer for newcomer in newcomers}.values())
