"""The conversations that we opened, by their keys; those in which people write to us alone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from care.runtime.database import insert_into
from care.runtime.tables import DIRECT_ROOMS, ROOMS


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


def key_of_room(connection: Connection, account: str, room_id: str) -> str | None:
    """The key of a room that we opened."""
    found: str | None = connection.execute(
        select(ROOMS.c.key).where(ROOMS.c.account == account, ROOMS.c.room_id == room_id)
    ).scalar()
    return found


def move_room(connection: Connection, account: str, former: str, room_id: str) -> bool:
    """What we opened as `former` is `room_id` from now on; False when it was already."""
    return (
        connection.execute(
            update(ROOMS)
            .where(ROOMS.c.account == account, ROOMS.c.room_id == former)
            .values(room_id=room_id, left=False)
        ).rowcount
        > 0
    )


def mark_left(connection: Connection, account: str, room_id: str) -> None:
    """We stepped back from `room_id`."""
    connection.execute(
        update(ROOMS)
        .where(ROOMS.c.account == account, ROOMS.c.room_id == room_id)
        .values(left=True)
    )


def direct_room_of(connection: Connection, account: str, person: str) -> str | None:
    """The conversation of two in which `person` last wrote to `account`; they may have left it."""
    found: str | None = connection.execute(
        select(DIRECT_ROOMS.c.room_id).where(
            DIRECT_ROOMS.c.account == account, DIRECT_ROOMS.c.person == person
        )
    ).scalar()
    return found


def note_direct_room(connection: Connection, account: str, person: str, room_id: str) -> None:
    """`person` wrote to `account` in `room_id`, where nobody else is."""
    if direct_room_of(connection, account, person) != room_id:
        connection.execute(
            insert_into(connection, DIRECT_ROOMS)
            .values(account=account, person=person, room_id=room_id)
            .on_conflict_do_update(index_elements=["account", "person"], set_={"room_id": room_id})
        )
