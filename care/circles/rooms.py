"""The rooms of a circle: which were asked for, who was let in, which cards are pinned there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update

from care.access.act import RoomKind
from care.circles.model import CircleId
from care.circles.tables import CIRCLE_ROOMS, SEATS
from care.circles.telling import mine_topic
from care.runtime.changes import note_change
from care.runtime.database import insert_into
from care.runtime.rooms import room_of
from care.runtime.tables import ROOMS

_PREFIX = {RoomKind.CIRCLE: "circle", RoomKind.PROFESSIONALS: "professionals"}


@dataclass(frozen=True, slots=True)
class CircleRoom:
    """A room of a circle, known to `care.runtime.rooms` by `key`.

    `cards` are the transaction ids of what is pinned, `shown` what they say (as tokens).
    """

    circle: CircleId
    kind: RoomKind
    key: str
    cards: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    read_only: bool = False


def want_room(connection: Connection, circle: CircleId, kind: RoomKind) -> CircleRoom:
    """The room of this kind, asked for if it was not."""
    room = CircleRoom(circle, kind, f"{_PREFIX[kind]}:{circle.text}")
    connection.execute(
        insert_into(connection, CIRCLE_ROOMS)
        .on_conflict_do_nothing(index_elements=["circle_id", "kind"])
        .values(circle_id=circle.text, kind=kind.value, key=room.key)
    )
    return next(one for one in rooms_of(connection, circle) if one.kind is kind)


def rooms_of(connection: Connection, circle: CircleId) -> list[CircleRoom]:
    """The rooms that were asked for, the circle's own first."""
    rows = connection.execute(
        select(CIRCLE_ROOMS)
        .where(CIRCLE_ROOMS.c.circle_id == circle.text)
        .order_by(CIRCLE_ROOMS.c.kind)
    )
    return [
        CircleRoom(
            circle=CircleId(row.circle_id),
            kind=RoomKind(row.kind),
            key=row.key,
            cards=tuple(row.cards.split()),
            shown=tuple(row.shown.split()),
            read_only=row.read_only,
        )
        for row in rows
    ]


def save_room(connection: Connection, room: CircleRoom) -> None:
    """Keep what is pinned and whether people write."""
    connection.execute(
        update(CIRCLE_ROOMS)
        .where(CIRCLE_ROOMS.c.circle_id == room.circle.text, CIRCLE_ROOMS.c.kind == room.kind.value)
        .values(cards=" ".join(room.cards), shown=" ".join(room.shown), read_only=room.read_only)
    )


def seats_in(connection: Connection, room: CircleRoom) -> frozenset[str]:
    """Who was invited there and not removed since."""
    rows = connection.execute(
        select(SEATS.c.user_id).where(
            SEATS.c.circle_id == room.circle.text, SEATS.c.kind == room.kind.value
        )
    )
    return frozenset(rows.scalars())


def give_seat(connection: Connection, room: CircleRoom, user_id: str) -> None:
    """Note that somebody was invited."""
    connection.execute(
        insert_into(connection, SEATS)
        .on_conflict_do_nothing(index_elements=["circle_id", "kind", "user_id"])
        .values(circle_id=room.circle.text, kind=room.kind.value, user_id=user_id)
    )


def take_seat(connection: Connection, room: CircleRoom, user_id: str) -> None:
    """Note that somebody is out."""
    connection.execute(delete(SEATS).where(_seat(room, user_id)))


def note_joined(connection: Connection, room: CircleRoom, user_id: str) -> bool:
    """Note that somebody came in; False when they had been in already, or have no seat."""
    changed = connection.execute(
        update(SEATS).where(_seat(room, user_id), ~SEATS.c.joined).values(joined=True)
    )
    return changed.rowcount == 1


def note_read(connection: Connection, room: CircleRoom, user_id: str, up_to: datetime) -> None:
    """Note how far somebody has read; never backwards."""
    changed = connection.execute(
        update(SEATS)
        .where(
            _seat(room, user_id),
            SEATS.c.read_up_to.is_(None) | (SEATS.c.read_up_to < up_to),
        )
        .values(read_up_to=up_to)
    )
    if changed.rowcount:
        note_change(connection, mine_topic(connection, user_id), up_to)


def room_at(connection: Connection, account: str, room_id: str) -> CircleRoom | None:
    """The circle's room behind a Matrix room that `account` opened."""
    row = connection.execute(
        select(CIRCLE_ROOMS.c.circle_id, CIRCLE_ROOMS.c.kind)
        .join(ROOMS, ROOMS.c.key == CIRCLE_ROOMS.c.key)
        .where(ROOMS.c.account == account, ROOMS.c.room_id == room_id)
    ).first()
    if row is None:
        return None
    rooms = rooms_of(connection, CircleId(row.circle_id))
    return next(room for room in rooms if room.kind is RoomKind(row.kind))


def circle_of_key(connection: Connection, key: str) -> CircleId | None:
    """The circle of which `key` names a room."""
    found = connection.execute(
        select(CIRCLE_ROOMS.c.circle_id).where(CIRCLE_ROOMS.c.key == key)
    ).scalar()
    return None if found is None else CircleId(found)


def matrix_room(connection: Connection, account: str, room: CircleRoom) -> str | None:
    """The Matrix room of a circle's room, once it exists."""
    opened = room_of(connection, account, room.key)
    return opened.room_id if opened else None


def matrix_rooms(
    connection: Connection, account: str, circles: Sequence[CircleId]
) -> dict[CircleId, str]:
    """The Matrix room of each circle's own room, for those that exist."""
    found: dict[CircleId, str] = {}
    for start in range(0, len(circles), 500):
        batch = [one.text for one in circles[start : start + 500]]
        rows = connection.execute(
            select(CIRCLE_ROOMS.c.circle_id, ROOMS.c.room_id)
            .join(ROOMS, ROOMS.c.key == CIRCLE_ROOMS.c.key)
            .where(
                ROOMS.c.account == account,
                ROOMS.c.room_id.is_not(None),
                CIRCLE_ROOMS.c.kind == RoomKind.CIRCLE.value,
                CIRCLE_ROOMS.c.circle_id.in_(batch),
            )
        )
        found |= {CircleId(circle): room_id for circle, room_id in rows}
    return found


def _seat(room: CircleRoom, user_id: str) -> ColumnElement[bool]:
    return (
        (SEATS.c.circle_id == room.circle.text)
        & (SEATS.c.kind == room.kind.value)
        & (SEATS.c.user_id == user_id)
    )
