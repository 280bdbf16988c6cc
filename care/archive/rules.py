"""When the time of a circle's rooms is over."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import datetime

from care.access.act import RoomKind
from care.archive.model import Due, Hold, Keeping, KeptRoom
from care.circles.model import Circle, CircleState
from care.runtime.errors import Refusal

SHORTEST_REASON = 10


def end_of(keeping: Keeping, kind: RoomKind, closed_at: datetime) -> datetime | None:
    """When a room closed then is to go; None: never."""
    months = keeping.months(kind)
    return add_months(closed_at, months) if months else None


def add_months(moment: datetime, months: int) -> datetime:
    """The same day and hour so many months later; the last day of a shorter month."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(
        year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1])
    )


def decide_due(
    circle: Circle, rooms: Iterable[KeptRoom], hold: Hold | None, keeping: Keeping, now: datetime
) -> Due | None:
    """What of a circle is to go now; None: nothing. A circle on hold, or not closed, stays."""
    if circle.state is not CircleState.CLOSED or circle.closed_at is None or hold is not None:
        return None
    ends = {
        kind: end_of(keeping, kind, circle.closed_at)
        for kind in (RoomKind.CIRCLE, RoomKind.PROFESSIONALS)
    }
    over = {kind for kind, end in ends.items() if end is not None and end <= now}
    known = tuple(rooms)
    going = tuple(room for room in known if room.kind in over)
    # The circle itself goes with the last of its rooms: the identity is still needed until then.
    whole = RoomKind.CIRCLE in over and len(going) == len(known)
    return Due(circle.id, going, whole) if going or whole else None


def check_reason(reason: str) -> str:
    """The reason of a hold on one line. Raises Refusal when it says nothing."""
    words = " ".join(reason.split())
    if len(words) < SHORTEST_REASON:
        raise Refusal("circles-hold-reason")
    return words
