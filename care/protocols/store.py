"""Reading and writing what was posted; each event is kept once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from care.protocols.model import Protocol
from care.protocols.tables import PROTOCOL_ROOMS, PROTOCOLS
from care.runtime.database import insert_into
from care.runtime.units import UnitOfWork

_CONTEXT = "protocols.details"


def save_protocol(work: UnitOfWork, protocol: Protocol) -> None:
    """Keep `protocol`, in place of what was known of the same event."""
    details = {
        "title": protocol.title,
        "words": protocol.words,
        "author": protocol.author,
        "is_file": protocol.is_file,
    }
    values = {
        "room_id": protocol.room_id,
        "posted_at": protocol.posted_at,
        "details": work.keys.seal(json.dumps(details).encode(), _CONTEXT),
    }
    work.connection.execute(
        insert_into(work.connection, PROTOCOLS)
        .values(event_id=protocol.event_id, **values)
        .on_conflict_do_update(index_elements=["event_id"], set_=values)
    )


def load_protocols(work: UnitOfWork) -> Iterable[Protocol]:
    """Every protocol."""
    for row in work.connection.execute(select(PROTOCOLS)):
        details = json.loads(work.keys.unseal(row.details, _CONTEXT))
        yield Protocol(
            event_id=row.event_id, room_id=row.room_id, posted_at=row.posted_at, **details
        )


def name_room(connection: Connection, room_id: str, now: datetime) -> None:
    """Say that `room_id` is a room of protocols."""
    connection.execute(
        insert_into(connection, PROTOCOL_ROOMS)
        .values(room_id=room_id, named_at=now)
        .on_conflict_do_nothing(index_elements=["room_id"])
    )


def is_named(connection: Connection, room_id: str) -> bool:
    """Whether `room_id` was said to be a room of protocols."""
    wanted = select(PROTOCOL_ROOMS.c.room_id).where(PROTOCOL_ROOMS.c.room_id == room_id)
    return connection.execute(wanted).first() is not None
