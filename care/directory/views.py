"""Who was shown whose urgent phone: a line of the trail each time, in the same transaction."""

from __future__ import annotations

from sqlalchemy import select

from care.accounts.tables import ACCOUNTS
from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.runtime.units import UnitOfWork

SEEN = "directory.urgent_phone_seen"


def note_view(work: UnitOfWork, viewer: str, entry: str, owner: str | None, face: Face) -> None:
    """Write that the account `viewer` was shown the urgent phone of `entry`, that of `owner`.

    Both accounts are given by their Matrix ids, which stay out of the line; an entry without an
    account (a place of care) is named by its own opaque id.
    """
    person = entry if owner is None else _opaque(work, owner)
    actor = _opaque(work, viewer)
    seen = Entry(SEEN, Kind.ACCESS, actor, face, person=person, details={"entry": entry})
    record(work, seen)


def _opaque(work: UnitOfWork, user_id: str) -> str:
    """The account's own id; for somebody unknown, one that only our keys can make again."""
    known = select(ACCOUNTS.c.account_id).where(ACCOUNTS.c.user_id == user_id)
    account: str | None = work.connection.execute(known).scalar()
    return account or work.keys.blind(user_id, "directory.viewer")[:32]
