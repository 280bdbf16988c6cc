"""What was lately said or shown in the rooms of circles, kept whole and sealed, to be sent on."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, delete, select, update

from care.dispatches.model import Piece
from care.dispatches.tables import DISPATCH_PIECES
from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

KEPT = 60
_CONTEXT = "dispatch_pieces.content"
_PIECE: TypeAdapter[Piece] = TypeAdapter(Piece)


def keep_piece(work: UnitOfWork, circle: str, room_id: str, piece: Piece) -> None:
    """Keep a piece, and only the latest ones of its room."""
    work.connection.execute(
        insert_into(work.connection, DISPATCH_PIECES)
        .on_conflict_do_nothing(index_elements=["event_id"])
        .values(
            event_id=piece.event_id,
            circle_id=circle,
            room_id=room_id,
            author=piece.author,
            said_at=piece.said_at,
            is_file=int(piece.is_file),
            content=_seal(work.keys, piece),
        )
    )
    _forget_beyond(work.connection, room_id)


def change_piece(work: UnitOfWork, event_id: str, author: str, text: str) -> None:
    """Its author said it otherwise."""
    piece = find_piece(work.connection, work.keys, event_id)
    if piece is None or piece.author != author:
        return
    changed = replace(piece, text=text)
    work.connection.execute(
        update(DISPATCH_PIECES)
        .where(DISPATCH_PIECES.c.event_id == event_id)
        .values(content=_seal(work.keys, changed))
    )


def forget_piece(connection: Connection, event_id: str) -> None:
    """It was erased."""
    connection.execute(delete(DISPATCH_PIECES).where(DISPATCH_PIECES.c.event_id == event_id))


def find_piece(
    connection: Connection, keys: KeyRing, event_id: str, room_id: str | None = None
) -> Piece | None:
    """The piece that this event is, in that room when one is named."""
    query = select(DISPATCH_PIECES).where(DISPATCH_PIECES.c.event_id == event_id)
    if room_id is not None:
        query = query.where(DISPATCH_PIECES.c.room_id == room_id)
    row = connection.execute(query).first()
    return None if row is None else _open(keys, row)


def last_file(
    connection: Connection, keys: KeyRing, *, room_id: str | None = None, circle: str | None = None
) -> Piece | None:
    """The file shown last in a room, or in any room of a circle."""
    query = select(DISPATCH_PIECES).where(DISPATCH_PIECES.c.is_file == 1)
    if room_id is not None:
        query = query.where(DISPATCH_PIECES.c.room_id == room_id)
    else:
        query = query.where(DISPATCH_PIECES.c.circle_id == circle)
    row = connection.execute(query.order_by(DISPATCH_PIECES.c.sequence.desc()).limit(1)).first()
    return None if row is None else _open(keys, row)


def _seal(keys: KeyRing, piece: Piece) -> bytes:
    return keys.seal(_PIECE.dump_json(piece), _CONTEXT)


def _open(keys: KeyRing, row: Row[tuple[object, ...]]) -> Piece:
    return _PIECE.validate_json(keys.unseal(row._mapping["content"], _CONTEXT))


def _forget_beyond(connection: Connection, room_id: str) -> None:
    gone = connection.execute(
        select(DISPATCH_PIECES.c.sequence)
        .where(DISPATCH_PIECES.c.room_id == room_id)
        .order_by(DISPATCH_PIECES.c.sequence.desc())
        .offset(KEPT)
    ).scalars()
    numbers = list(gone)
    if numbers:
        connection.execute(delete(DISPATCH_PIECES).where(DISPATCH_PIECES.c.sequence.in_(numbers)))
