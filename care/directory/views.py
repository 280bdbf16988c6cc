"""Who was shown whose urgent phone: a line each time, kept for good, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from care.accounts.tables import ACCOUNTS
from care.directory.tables import VIEWS
from care.runtime.units import UnitOfWork


class Face(StrEnum):
    """By which way it was shown."""

    CONVERSATION = "conversation"
    INTERFACE = "interface"


@dataclass(frozen=True, slots=True)
class View:
    """`viewer` is an account's opaque id, `owner` an entry's: neither says who without our keys."""

    at: datetime
    viewer: str
    owner: str
    face: Face


def note_view(work: UnitOfWork, user_id: str, owner: str, face: Face) -> None:
    """Write that the urgent phone of `owner` was shown to the account `user_id`."""
    account = work.connection.execute(
        select(ACCOUNTS.c.account_id).where(ACCOUNTS.c.user_id == user_id)
    ).scalar()
    viewer = account or work.keys.blind(user_id, "directory.viewer")[:32]
    work.connection.execute(
        VIEWS.insert().values(at=work.now, viewer=viewer, owner=owner, face=face.value)
    )


def load_views(connection: Connection) -> Iterable[View]:
    """Every view, the oldest first."""
    for row in connection.execute(select(VIEWS).order_by(VIEWS.c.id)):
        yield View(row.at, row.viewer, row.owner, Face(row.face))
