"""Somebody with an account asks to be tied to an entry of the national directory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Act(StrEnum):
    """What a coordinator does with it."""

    ACCEPT = "accept"
    REFUSE = "refuse"


class Likeness(StrEnum):
    """How much the account's name looks like the directory's."""

    SAME = "same"
    CLOSE = "close"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Request:
    """One request, by its `number`; `person_id` is the directory's, `room_id` where it was made."""

    number: int
    user_id: str
    shown_name: str
    person_id: str
    room_id: str
    state: State
    asked_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""
