"""Where documents are: the card of each in its room, or the file that somebody posted."""

from __future__ import annotations

from care.circles.rooms import matrix_room, rooms_of
from care.documents.model import Document
from care.documents.store import load_shown
from care.runtime.outbox import event_of
from care.runtime.units import UnitOfWork

_MATRIX_TO = "https://matrix.to/#"


def link_to(work: UnitOfWork, account: str, document: Document) -> str:
    """The place in a room of `account` where a document is; nothing as long as it is not there."""
    if document.posted is not None:
        return f"{_MATRIX_TO}/{document.posted.room_id}/{document.posted.event_id}"
    shown = load_shown(work.connection, document.id)
    rooms = rooms_of(work.connection, document.circle)
    room = next((one for one in rooms if one.kind.value == shown.room), None)
    where = matrix_room(work.connection, account, room) if room else None
    event = event_of(work.connection, account, shown.card)
    return f"{_MATRIX_TO}/{where}/{event}" if where and event else ""
