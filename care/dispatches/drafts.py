"""What somebody is about to send, kept for a day as it was shown to them."""

from __future__ import annotations

from datetime import timedelta

from pydantic import TypeAdapter
from sqlalchemy import delete, select

from care.dispatches.model import Draft
from care.dispatches.tables import DISPATCH_DRAFTS
from care.runtime.units import UnitOfWork

_LASTS = timedelta(days=1)
_STATE, _CONTENT = "dispatch_drafts.state", "dispatch_drafts.content"
_DRAFT: TypeAdapter[Draft] = TypeAdapter(Draft)


def keep_draft(work: UnitOfWork, room_id: str, draft: Draft, content: bytes) -> None:
    """Keep the draft of its sender in this room, with the file that goes along (or none)."""
    forget_draft(work, room_id, draft.sender)
    work.connection.execute(
        DISPATCH_DRAFTS.insert().values(
            id=_id(work, room_id, draft.sender),
            circle_id=draft.circle,
            state=work.keys.seal(_DRAFT.dump_json(draft), _STATE),
            content=work.keys.seal(content, _CONTENT) if content else b"",
            updated_at=work.now,
        )
    )


def recall_draft(work: UnitOfWork, room_id: str, sender: str) -> tuple[Draft, bytes] | None:
    """What `sender` is about to send from this room, and its file."""
    row = work.connection.execute(
        select(DISPATCH_DRAFTS).where(DISPATCH_DRAFTS.c.id == _id(work, room_id, sender))
    ).first()
    if row is None or row.updated_at < work.now - _LASTS:
        return None
    draft = _DRAFT.validate_json(work.keys.unseal(row.state, _STATE))
    return draft, work.keys.unseal(row.content, _CONTENT) if row.content else b""


def forget_draft(work: UnitOfWork, room_id: str, sender: str) -> None:
    """It is sent, or will not be; and so are all that were left for a day."""
    expired = DISPATCH_DRAFTS.c.updated_at < work.now - _LASTS
    mine = DISPATCH_DRAFTS.c.id == _id(work, room_id, sender)
    work.connection.execute(delete(DISPATCH_DRAFTS).where(mine | expired))


def _id(work: UnitOfWork, room_id: str, sender: str) -> str:
    return work.keys.blind(f"{room_id}\n{sender}", "dispatches.draft")
