"""The conversations that we opened, by the key that workflows know them by."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from care.runtime.database import insert_into
from care.runtime.tables import ROOMS


@dataclass(frozen=True, slots=True)
class OpenedRoom:
    """A conversation that exists. `left`: we stepped back from it."""

    key: str
    room_id: str
    step_back: bool
    left: bool


def room_of(connection: Connection, account: str, key: str) -> OpenedRoom | None:
    """The conversation known as `key`, once it exists."""
    row = connection.execute(
        select(ROOMS).where(ROOMS.c.account == account, ROOMS.c.key == key)
    ).first()
    return None if row is None else OpenedRoom(row.key, row.room_id, row.step_back, row.left)


def rooms_to_leave(connection: Connection, account: str) -> list[OpenedRoom]:
    """The conversations that we are to step back from."""
    rows = connection.execute(
        select(ROOMS).where(ROOMS.c.account == account, ROOMS.c.step_back, ~ROOMS.c.left)
    )
    return [OpenedRoom(row.key, row.room_id, row.step_back, row.left) for row in rows]


def bind_room(
    connection: Connection, account: str, key: str, room_id: str, *, step_back: bool
) -> OpenedRoom:
    """Say that `room_id` is the conversation `key`; the first to say so wins, and is returned."""
    connection.execute(
        insert_into(connection, ROOMS)
        .on_conflict_do_nothing(index_elements=["account", "key"])
        .values(account=account, key=key, room_id=room_id, step_back=step_back, left=False)
    )
    bound = room_of(connection, account, key)
    return bound or OpenedRoom(key, room_id, step_back, left=False)


def mark_left(connection: Connection, account: str, room_id: str) -> None:
    """We stepped back from `room_id`."""
    connection.execute(
        update(ROOMS)
        .where(ROOMS.c.account == account, ROOMS.c.room_id == room_id)
        .values(left=True)
    )
