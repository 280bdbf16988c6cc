"""On what ground people share about a patient, and what the patient agreed to or opposed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Ground(StrEnum):
    """Why somebody may share what concerns a patient.

    The first three are the care team of article L1110-12 CSP, in its order. Outside the team,
    L1110-4 asks for prior consent. A patient chooses their relatives (L1111-6, L1111-6-1).
    """

    SAME_STRUCTURE = "same_structure"
    CHOSEN_BY_PATIENT = "chosen_by_patient"
    ORGANISED_GROUP = "organised_group"
    CONSENT = "consent"
    RELATIVE = "relative"
    PATIENT = "patient"
    EMERGENCY = "emergency"


class Stance(StrEnum):
    """What somebody says about a scope."""

    CONSENT = "consent"
    OPPOSITION = "opposition"


class Scope(StrEnum):
    """What it is about: everything, one person, or a way of sending."""

    SHARING = "sharing"
    PERSON = "person"
    MAIL_TO_PATIENT = "mail_to_patient"
    MAIL_TO_PROFESSIONALS = "mail_to_professionals"


class Giver(StrEnum):
    """Who said it: the patient, or who may speak for them."""

    PATIENT = "patient"
    LEGAL_REPRESENTATIVE = "legal_representative"
    TRUSTED_PERSON = "trusted_person"


class Evidence(StrEnum):
    """What proves it."""

    SPOKEN = "spoken"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the register, never changed: a later one about the same thing wins.

    `person` (user id) when the scope is one person. `recorded_by` is who wrote it down; `note` is
    free text, sealed.
    """

    number: int
    patient: str
    stance: Stance
    scope: Scope
    giver: Giver
    evidence: Evidence
    said_at: datetime
    recorded_by: str
    person: str | None = None
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Register:
    """All that was said about a patient, oldest first."""

    statements: tuple[Statement, ...] = ()

    def latest(self, scope: Scope, person: str | None = None) -> Statement | None:
        """The last word about `scope` (and `person`)."""
        about = [s for s in self.statements if s.scope is scope and s.person == person]
        return about[-1] if about else None
