"""Erasing what was written (Matrix: `m.room.redaction`): one's own, and for how long."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from care.access.act import Act, Answer, RoomKind
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.room_kind import KIND_EVENT
from care.access.room_state import act_of_state
from care.access.rules import check_may, conditions


@dataclass(frozen=True, slots=True)
class Erased:
    """What would be erased: its type, whether the room's state, by whom, how long ago (ms)."""

    event_type: str
    is_state: bool
    sender: str
    age: int


def check_erasure(
    kind: Kind,
    eraser: str,
    erased: Erased | None,
    room: RoomKind,
    window: int,
    met: Collection[Answer] = (),
) -> None:
    """Raises AccessRefused when this may not be erased; None is what we do not know: another's.

    Erasing a piece of state undoes it: that takes the right to set it. `window` is in ms.
    """
    if erased is None or erased.sender != eraser:
        check_may(kind, Act.ERASE_OTHERS, room, met)
    else:
        recent = conditions(if_recent=erased.age <= window)
        check_may(kind, Act.ERASE_OWN, room, recent.union(met))
    if erased is not None and erased.is_state:
        _check_undone(kind, erased.event_type, room, met)


def _check_undone(kind: Kind, event_type: str, room: RoomKind, met: Collection[Answer]) -> None:
    if event_type == KIND_EVENT:
        raise AccessRefused(Reason.ROOM_MARK)
    if event_type == "m.room.encryption":
        check_may(kind, Act.SWITCH_OFF_ENCRYPTION, room)
    elif event_type != "m.room.member":
        # What is left of erased power levels still says who governs: the room stays governed.
        check_may(kind, act_of_state(event_type), room, {*met, Answer.IF_GOVERNED})
