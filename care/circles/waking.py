"""What the assistant that keeps the rooms must be woken for."""

from __future__ import annotations

from pydantic import TypeAdapter

from care.circles.model import CircleId, Member
from care.identity.patient import PatientIdentity
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

_SETTLE, _END, _DRAFT = "circles:settle", "circles:end:", "circles:draft:"
_IDENTITY: TypeAdapter[PatientIdentity] = TypeAdapter(PatientIdentity)


def wake_to_settle(work: UnitOfWork, keeper: str) -> None:
    """Have `keeper` (an account) bring the rooms in line: something changed by another door."""
    set_timer(work, keeper, _SETTLE, work.now)


def wake_at_end(work: UnitOfWork, keeper: str, circle: CircleId, member: Member) -> None:
    """Have `keeper` end an access given for a time, at its hour."""
    if member.until is not None:
        token = work.keys.blind(f"{circle}\n{member.user_id}", "circles.end")[:32]
        set_timer(work, keeper, f"{_END}{token}", member.until, {"circle": circle.text})


def circle_to_end(timer: Timer) -> CircleId | None:
    """The circle in which `timer` says that an access is over; None for another timer."""
    if not timer.key.startswith(_END):
        return None
    return CircleId(str(timer.data["circle"]))


def ask_to_draft(work: UnitOfWork, keeper: str, person: str, identity: PatientIdentity) -> None:
    """Have `keeper` begin with `person` the draft of a circle around somebody."""
    token = work.keys.blind(person, "circles.draft")[:32]
    told = {"person": person, "identity": _IDENTITY.dump_python(identity, mode="json")}
    set_timer(work, keeper, f"{_DRAFT}{token}", work.now, told)


def draft_to_begin(timer: Timer) -> tuple[str, PatientIdentity] | None:
    """Who is to be asked, about whom; None for another timer."""
    if not timer.key.startswith(_DRAFT):
        return None
    return str(timer.data["person"]), _IDENTITY.validate_python(timer.data["identity"])
