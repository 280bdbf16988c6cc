"""A patient as we know one, and what of that may leave the territory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from care.identity.ins import Ins, InsNumber, check_ins
from care.identity.reason import Environment, IdentityRefused, Reason
from care.identity.status import Standing, Status
from care.identity.traits import Traits, missing_traits

_PATIENT_ID = re.compile(r"p[0-9a-f]{32}")
_ID_BYTES = 16


@dataclass(frozen=True, slots=True, order=True)
class PatientId:
    """Our own name for a patient: drawn at random, tells nothing, never changes."""

    text: str

    def __post_init__(self) -> None:
        if not _PATIENT_ID.fullmatch(self.text):
            raise ValueError("not a patient id")

    def __str__(self) -> str:
        return self.text


def name_patient(drawn: bytes) -> PatientId:
    """The id made of 16 bytes drawn by the caller from the system's CSPRNG."""
    if len(drawn) != _ID_BYTES:
        raise ValueError("a patient id is made of 16 random bytes")
    return PatientId(f"p{drawn.hex()}")


@dataclass(frozen=True, slots=True)
class PatientIdentity:
    """Traits, how far they are proven, and the number when one is known."""

    traits: Traits
    standing: Standing
    number: InsNumber | None = field(default=None, repr=False)

    @property
    def ins(self) -> Ins | None:
        """The INS, as far as a number is known."""
        return None if self.number is None else Ins(self.number, self.traits)


def decide_sending_ins(identity: PatientIdentity, environment: Environment) -> Reason | None:
    """None when the number may leave, else why not (EXI ID 29: a qualified identity only)."""
    if identity.standing.status is not Status.QUALIFIED:
        return Reason.NOT_QUALIFIED
    if identity.ins is None:
        return Reason.NO_NUMBER
    if missing_traits(identity.traits):
        return Reason.TRAIT_MISSING
    try:
        check_ins(identity.ins, environment)
    except IdentityRefused as refused:
        return refused.reason
    return None


def may_send_ins(identity: PatientIdentity, environment: Environment) -> bool:
    """Whether matricule and OID may leave the system."""
    return decide_sending_ins(identity, environment) is None


def check_may_send_ins(identity: PatientIdentity, environment: Environment) -> Ins:
    """The INS that may leave. Raises IdentityRefused with the reason when it may not."""
    reason = decide_sending_ins(identity, environment)
    if reason is not None or identity.ins is None:
        raise IdentityRefused(reason or Reason.NO_NUMBER)
    return identity.ins


def prepare_to_leave(identity: PatientIdentity, environment: Environment) -> PatientIdentity:
    """What others may be told: the whole when qualified, else the traits without the number."""
    return identity if may_send_ins(identity, environment) else replace(identity, number=None)
