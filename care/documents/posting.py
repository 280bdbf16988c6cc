"""Files that members show in the rooms of a circle: listed beside documents, held by the rooms."""

from __future__ import annotations

import secrets
from datetime import datetime

from care.access.act import RoomKind
from care.circles.rooms import CircleRoom
from care.documents.model import (
    Audience,
    Description,
    Document,
    DocumentId,
    Posted,
    Standing,
)
from care.documents.store import (
    Shown,
    add_document,
    erase_posted,
    find_known,
    next_number,
    save_shown,
)
from care.documents.waking import topic_of
from care.runtime.units import UnitOfWork

_LONGEST = 300


def list_posted(
    work: UnitOfWork, room: CircleRoom, posted: Posted, name: str, said_at: datetime
) -> None:
    """List a file that was shown in a room, once."""
    unique = _unique(posted.event_id)
    if find_known(work, room.circle, [unique]):
        return
    is_apart = room.kind is RoomKind.PROFESSIONALS
    audience = Audience.PROFESSIONALS if is_apart else Audience.EVERYBODY
    document = Document(
        id=DocumentId(f"d{secrets.token_hex(16)}"),
        circle=room.circle,
        number=next_number(work.connection, room.circle, audience),
        audience=audience,
        standing=Standing.CURRENT,
        filed_at=said_at,
        description=Description(ids=(unique,), title=" ".join(name.split())[:_LONGEST]),
        posted=posted,
    )
    add_document(work, document)
    save_shown(work.connection, document.id, Shown(at=said_at, room=room.kind.value))
    work.publish(topic_of(room.circle))


def unlist_posted(work: UnitOfWork, room: CircleRoom, event_id: str) -> None:
    """Its author erased it: there is nothing left to list."""
    for one in find_known(work, room.circle, [_unique(event_id)]):
        erase_posted(work, one)
        work.publish(topic_of(room.circle))


def _unique(event_id: str) -> str:
    return f"event:{event_id}"
