"""A reminder of nothing, by the road of the true ones: does the phone ring when nobody looks?"""

from __future__ import annotations

from datetime import timedelta

from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

#: Long enough to lock a phone: one whose Element is open does not ring.
TRIAL_AFTER = timedelta(seconds=30)
_TRIAL = "tasks:trial:"


def set_trial(work: UnitOfWork, bell: str, user_id: str) -> None:
    """Have the phone of `user_id` ring a moment later; asked again, it rings once."""
    set_timer(work, bell, f"{_TRIAL}{user_id}", work.now + TRIAL_AFTER, {"user": user_id})


def person_to_try(timer: Timer) -> str | None:
    """Whose phone `timer` is to ring; None when it is about something else."""
    return str(timer.data.get("user")) if timer.key.startswith(_TRIAL) else None
