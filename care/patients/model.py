"""Patients as the territory knows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from care.identity.ins import InsNumber
from care.identity.matching import Candidate, Evidence, Grade
from care.identity.patient import PatientId, PatientIdentity


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a patient; phones in E.164, the address as people write it."""

    phones: tuple[str, ...] = ()
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient. `alerts` are what everybody must see first, `past_numbers` what was replaced."""

    id: PatientId
    identity: PatientIdentity = field(repr=False)
    contact: Contact = field(default=Contact(), repr=False)
    alerts: tuple[str, ...] = field(default=(), repr=False)
    past_numbers: tuple[InsNumber, ...] = field(default=(), repr=False)

    @property
    def candidate(self) -> Candidate:
        """What is compared with others."""
        return Candidate(self.identity.traits, self.identity.number)


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who may be the same person, and the evidence."""

    patient: Patient
    evidence: Evidence

    @property
    def grade(self) -> Grade:
        """What the evidence says."""
        return self.evidence.grade
