"""What the assistant that keeps the rooms must be woken for."""

from __future__ import annotations

from care.circles.model import CircleId, Member
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

_SETTLE, _END = "circles:settle", "circles:end:"


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
