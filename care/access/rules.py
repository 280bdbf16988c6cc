"""Reading the table: may this kind of account do this, here, now?"""

from __future__ import annotations

from collections.abc import Collection

from care.access.act import Act, Answer, RoomKind
from care.access.people import Kind
from care.access.reason import (
    REASON_IN_ROOM,
    REASON_OF_ACT,
    REASON_OF_CONDITION,
    AccessRefused,
    Reason,
)
from care.access.table import TABLE

Met = Collection[Answer]


def decide(
    kind: Kind, act: Act, room: RoomKind = RoomKind.CONVERSATION, met: Met = ()
) -> Reason | None:
    """None when allowed, else why not. `met` are the conditions that hold now."""
    answer = TABLE[room][act][kind]
    if answer is Answer.YES or answer in met:
        return None
    said_here = REASON_IN_ROOM.get((room, act), REASON_OF_ACT[act])
    return REASON_OF_CONDITION.get(answer, said_here)


def can_do(kind: Kind, act: Act, room: RoomKind = RoomKind.CONVERSATION, met: Met = ()) -> bool:
    """Whether this kind of account may do this."""
    return decide(kind, act, room, met) is None


def check_may(kind: Kind, act: Act, room: RoomKind = RoomKind.CONVERSATION, met: Met = ()) -> None:
    """Raises AccessRefused when this kind of account may not do this."""
    reason = decide(kind, act, room, met)
    if reason is not None:
        raise AccessRefused(reason)


def conditions(**holds: bool) -> frozenset[Answer]:
    """The conditions that hold, by their name: `conditions(if_invited=True)`."""
    return frozenset(Answer(name) for name, held in holds.items() if held)


def can_find(seeker: Kind, found: Kind) -> bool:
    """Whether one may see the other in the homeserver's list of people."""
    return can_do(seeker, Act.BROWSE_DIRECTORY) and can_do(found, Act.APPEAR_IN_DIRECTORY)
