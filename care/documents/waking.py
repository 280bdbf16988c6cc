"""What the assistant that keeps the rooms must be woken for, and what open pages watch."""

from __future__ import annotations

from datetime import timedelta

from care.circles.model import CircleId
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

_SHOW = "documents:show:"


def wake_to_show(
    work: UnitOfWork, keeper: str, circle: CircleId, after: timedelta = timedelta()
) -> None:
    """Have `keeper` (an account) show the documents of a circle as they are now."""
    set_timer(work, keeper, f"{_SHOW}{circle}", work.now + after, {"circle": circle.text})


def circle_to_show(timer: Timer) -> CircleId | None:
    """The circle whose documents are to be shown; None for another timer."""
    if not timer.key.startswith(_SHOW):
        return None
    return CircleId(str(timer.data["circle"]))


def topic_of(circle: CircleId) -> str:
    """What open pages watch to hear that the documents of a circle changed."""
    return f"documents:{circle}"
