"""The circle around a patient: who is in it, as what, on what ground, in which state."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from care.consent.model import Ground
from care.identity.patient import PatientId

_CIRCLE_ID = re.compile(r"c[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, order=True)
class CircleId:
    """Our own name for a circle: drawn at random, tells nothing."""

    text: str

    def __post_init__(self) -> None:
        if not _CIRCLE_ID.fullmatch(self.text):
            raise ValueError("not a circle id")

    def __str__(self) -> str:
        return self.text


class Role(StrEnum):
    """What somebody is to the patient."""

    TREATING_DOCTOR = "treating_doctor"
    DOCTOR = "doctor"
    NURSE = "nurse"
    PHARMACIST = "pharmacist"
    PHYSIOTHERAPIST = "physiotherapist"
    PROFESSIONAL = "professional"
    SOCIAL_WORKER = "social_worker"
    COORDINATOR = "coordinator"
    SECRETARY = "secretary"
    ORGANISATION = "organisation"
    TRUSTED_PERSON = "trusted_person"
    GUARDIAN = "guardian"
    CARER = "carer"
    RELATIVE = "relative"
    PATIENT = "patient"


class Section(StrEnum):
    """Under which heading the member card shows somebody."""

    RELATIVES = "relatives"
    TEAM = "team"
    ORGANISATIONS = "organisations"


class Right(StrEnum):
    """What a member may do."""

    WRITE = "write"
    EDIT_IDENTITY = "edit_identity"
    EDIT_CONTACT = "edit_contact"
    EDIT_ALERTS = "edit_alerts"
    ADD_MEMBERS = "add_members"
    REMOVE_MEMBERS = "remove_members"
    RECORD_CONSENT = "record_consent"
    MEET_PROFESSIONALS = "meet_professionals"
    CLOSE = "close"
    SEE_TRAIL = "see_trail"


class CircleState(StrEnum):
    """Where a circle stands. Suspended: the patient opposes sharing; nobody writes any more."""

    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class CircleAct(StrEnum):
    """What moves a circle from one state to another."""

    CLOSE = "close"
    SUSPEND = "suspend"
    REOPEN = "reopen"


class CloseReason(StrEnum):
    """Why a circle was closed."""

    END_OF_CARE = "end_of_care"
    MOVED = "moved"
    DECEASED = "deceased"
    DUPLICATE = "duplicate"
    MISTAKE = "mistake"
    OTHER = "other"


class Ending(StrEnum):
    """Why somebody is a member no more."""

    LEFT = "left"
    REMOVED = "removed"
    OPPOSITION = "opposition"
    TIME_OVER = "time_over"


@dataclass(frozen=True, slots=True)
class Circle:
    """One circle. `pseudonym` names its room: nothing of the patient.

    `opened_by` is an account's user id.
    """

    id: CircleId
    patient: PatientId
    pseudonym: str
    state: CircleState
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None = None
    close_reason: CloseReason | None = None
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's place in a circle, from `since` until it ended.

    `until` is when an access given for a time ends by itself. `relation` is a code of JDV_J11
    (relatives); `note` is why an emergency access was taken.
    """

    user_id: str
    name: str
    role: Role
    ground: Ground
    since: datetime
    until: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    relation: str | None = None
    note: str = field(default="", repr=False)

    @property
    def is_present(self) -> bool:
        """Whether they are in the circle now."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is to be added: an account, on what ground, as what (by profession when None)."""

    user_id: str
    ground: Ground
    role: Role | None = None
    relation: str | None = None
