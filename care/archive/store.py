"""Reading and writing holds, ends and tombstones."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from care.access.act import RoomKind
from care.archive.model import Due, Hold, KeptRoom, Media, Purge, Tombstone
from care.archive.tables import HOLDS, PURGES, TOMBSTONES
from care.circles.model import CircleId, CircleState
from care.circles.rooms import matrix_room, rooms_of
from care.circles.tables import CIRCLES
from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_HOLD = "kept_holds.details"


def save_hold(work: UnitOfWork, hold: Hold) -> None:
    """Keep a hold, in place of an earlier one."""
    values = {"since": hold.since, "details": work.keys.seal(hold.reason.encode(), _HOLD)}
    work.connection.execute(
        insert_into(work.connection, HOLDS)
        .values(circle=hold.circle.text, **values)
        .on_conflict_do_update(index_elements=["circle"], set_=values)
    )


def load_hold(connection: Connection, keys: KeyRing, circle: CircleId) -> Hold | None:
    """The hold on a circle."""
    row = connection.execute(select(HOLDS).where(HOLDS.c.circle == circle.text)).first()
    if row is None:
        return None
    return Hold(circle, row.since, keys.unseal(row.details, _HOLD).decode())


def drop_hold(connection: Connection, circle: CircleId) -> bool:
    """End the hold on a circle; False when there was none."""
    return connection.execute(delete(HOLDS).where(HOLDS.c.circle == circle.text)).rowcount == 1


def held_circles(connection: Connection) -> frozenset[CircleId]:
    """The circles on hold."""
    return frozenset(
        CircleId(text) for text in connection.execute(select(HOLDS.c.circle)).scalars()
    )


def all_circles(connection: Connection) -> list[CircleId]:
    """Every circle, the oldest first."""
    rows = connection.execute(select(CIRCLES.c.id).order_by(CIRCLES.c.opened_at, CIRCLES.c.id))
    return [CircleId(text) for text in rows.scalars()]


def closed_circles(connection: Connection) -> list[CircleId]:
    """The circles that are closed, the longest closed first."""
    rows = connection.execute(
        select(CIRCLES.c.id)
        .where(CIRCLES.c.state == CircleState.CLOSED.value)
        .order_by(CIRCLES.c.closed_at, CIRCLES.c.id)
    )
    return [CircleId(text) for text in rows.scalars()]


def kept_rooms(connection: Connection, circle: CircleId, assistant: str) -> tuple[KeptRoom, ...]:
    """The rooms of a circle, as `assistant` opened them."""
    return tuple(
        KeptRoom(room.kind, room.key, matrix_room(connection, assistant, room))
        for room in rooms_of(connection, circle)
    )


def begin(work: UnitOfWork, due: Due) -> Purge:
    """Note that an end begins."""
    rooms = [[room.kind.value, room.key, room.room_id] for room in due.rooms]
    number = work.connection.execute(
        PURGES.insert()
        .values(circle=due.circle.text, whole=due.whole, rooms=json.dumps(rooms), begun_at=work.now)
        .returning(PURGES.c.number)
    ).scalar_one()
    return Purge(number, due, work.now)


def save_purge(connection: Connection, purge: Purge) -> None:
    """Keep how far an end has come."""
    connection.execute(
        update(PURGES)
        .where(PURGES.c.number == purge.number)
        .values(
            archive=purge.archive,
            digest=purge.digest,
            media=json.dumps([[one.uri, one.sender] for one in purge.media]),
            listed_at=purge.listed_at,
            doomed_at=purge.doomed_at,
            rooms_gone_at=purge.rooms_gone_at,
        )
    )


def drop_purge(connection: Connection, number: int) -> None:
    """Forget an end that is over, or that destroyed nothing yet."""
    connection.execute(delete(PURGES).where(PURGES.c.number == number))


def open_purges(connection: Connection) -> list[Purge]:
    """The ends that were begun and are not over, oldest first."""
    rows = connection.execute(select(PURGES).order_by(PURGES.c.number))
    return [_purge(row) for row in rows]


def purge_of(connection: Connection, circle: CircleId) -> Purge | None:
    """The end of a circle that was begun and is not over."""
    open_ones = (one for one in open_purges(connection) if one.due.circle == circle)
    return next(open_ones, None)


def add_tombstone(connection: Connection, stone: Tombstone) -> None:
    """Keep that a circle was."""
    connection.execute(
        TOMBSTONES.insert().values(
            circle=stone.circle.text,
            opened_at=stone.opened_at,
            closed_at=stone.closed_at,
            purged_at=stone.purged_at,
        )
    )


def load_tombstone(connection: Connection, circle: CircleId) -> Tombstone | None:
    """What stays of a circle that is gone."""
    row = connection.execute(select(TOMBSTONES).where(TOMBSTONES.c.circle == circle.text)).first()
    if row is None:
        return None
    return Tombstone(circle, row.opened_at, row.closed_at, row.purged_at)


def _purge(row: Row[Any]) -> Purge:
    rooms = tuple(
        KeptRoom(RoomKind(kind), key, room_id) for kind, key, room_id in json.loads(row.rooms)
    )
    return Purge(
        number=row.number,
        due=Due(CircleId(row.circle), rooms, row.whole),
        begun_at=row.begun_at,
        archive=row.archive,
        digest=row.digest,
        media=tuple(Media(uri, sender) for uri, sender in json.loads(row.media)),
        listed_at=row.listed_at,
        doomed_at=row.doomed_at,
        rooms_gone_at=row.rooms_gone_at,
    )
