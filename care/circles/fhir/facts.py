"""What travels of a circle: the part of it that a CareTeam can say, whoever wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from care.circles.model import CircleState, Role
from care.consent.model import Register
from care.identity.patient import PatientIdentity
from care.patients.model import Contact


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody's stay. `account` is an opaque id of ours; `profession` a TRE_G15 code, `relation`
    one of JDV_J11; `phones` in E.164.
    """

    name: str
    role: Role
    since: datetime
    ended_at: datetime | None = None
    account: str | None = None
    rpps: str | None = None
    profession: str | None = None
    relation: str | None = None
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CircleFacts:
    """One circle as software tells it to software.

    `circle` and `patient` are opaque ids of whoever wrote it; `unread` counts the participants
    that could not be understood.
    """

    circle: str
    patient: str
    state: CircleState
    opened_at: datetime
    closed_at: datetime | None
    identity: PatientIdentity = field(repr=False)
    contact: Contact = field(default=Contact(), repr=False)
    participants: tuple[Participant, ...] = ()
    register: Register = field(default=Register(), repr=False)
    unread: int = 0
