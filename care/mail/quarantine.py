"""Mails put aside with their bytes: seen, then filed elsewhere or discarded, by somebody's word."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Row, select, update

from care.mail.headers import sender_of
from care.mail.model import IncomingMail
from care.mail.tables import INBOX
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

INBOX_SOURCE = "mail_inbox.source"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A mail put aside, and why (a key of the catalogue)."""

    mail: IncomingMail
    reason: str


def release(work: UnitOfWork, number: int) -> bool:
    """Somebody decided that a mail in quarantine is to be filed elsewhere: it is handled."""
    return leave(work.connection, number, "quarantined", state="done", source=b"")


def discard(work: UnitOfWork, number: int) -> bool:
    """Somebody decided that a mail in quarantine is for nobody."""
    return leave(work.connection, number, "quarantined", state="discarded", source=b"")


def load_quarantined(connection: Connection, keys: KeyRing, number: int) -> Quarantined | None:
    """A mail in quarantine."""
    row = connection.execute(
        select(INBOX).where(INBOX.c.number == number, INBOX.c.state == "quarantined")
    ).first()
    return None if row is None else Quarantined(incoming_of(keys, row), row.reason)


def list_quarantined(connection: Connection, mailbox: str) -> list[tuple[int, str]]:
    """The numbers of the mails in quarantine and their reasons, the oldest first."""
    rows = connection.execute(
        select(INBOX.c.number, INBOX.c.reason)
        .where(INBOX.c.mailbox == mailbox, INBOX.c.state == "quarantined")
        .order_by(INBOX.c.number)
    )
    return [(row.number, row.reason) for row in rows]


def leave(connection: Connection, number: int, from_state: str, **values: object) -> bool:
    """Have a mail of the inbox pass from one state to another; False when it was in none such."""
    changed = connection.execute(
        update(INBOX).where(INBOX.c.number == number, INBOX.c.state == from_state).values(values)
    )
    return changed.rowcount == 1


def incoming_of(keys: KeyRing, row: Row[tuple[object, ...]]) -> IncomingMail:
    """The mail in a row of the inbox. Raises PermanentFailure when its key is gone."""
    values = row._mapping
    source = keys.unseal(values["source"], INBOX_SOURCE)
    return IncomingMail(
        values["number"], values["mailbox"], source, sender_of(source), values["received_at"]
    )
