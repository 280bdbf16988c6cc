"""Mails that came in: each once, in order, sealed until handled; doubtful ones in quarantine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, select, update

from bridges.mssante.book import add_chore
from bridges.mssante.headers import (
    ATTEMPT,
    header_values,
    mail_key,
    read_attempt,
    sender_of,
)
from bridges.mssante.outgoing import load_by_number
from bridges.mssante.ports import IncomingMail, Watcher
from bridges.mssante.progress import confirm
from bridges.mssante.tables import INBOX
from care.runtime.database import insert_into
from care.runtime.errors import PermanentFailure
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_CONTEXT = "mssante_inbox.source"
FLAG, FILE = "flag", "file"
TOO_LARGE = "mail-too-large-to-read"
UNFETCHED = "mail-not-handed-over"
UNREADABLE_HERE = "mail-key-lost"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message as the server gave it. With a `reason`, `source` is its header only, or nothing."""

    uid: int
    source: bytes
    size: int
    received_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail to handle."""

    mail: IncomingMail
    mail_key: str
    attempts: int
    reason: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A mail put aside, and why (a key of the catalogue)."""

    mail: IncomingMail
    reason: str


def take_in(
    work: UnitOfWork, watcher: Watcher, mailbox: str, uid_validity: int, mails: Iterable[Fetched]
) -> int:
    """Keep the mails that are new, recognise our own copies; returns how many were new."""
    new = 0
    for mail in mails:
        own = _own_attempt(work.keys, mailbox, mail.source)
        if own is not None:
            confirm(work, watcher, *own)
        if own is not None and not _is_to_itself(work, mailbox, own[0]):
            add_chore(work.connection, mailbox, uid_validity, mail.uid, FILE)
            continue
        new += _keep(work, mailbox, mail)
        add_chore(work.connection, mailbox, uid_validity, mail.uid, FLAG)
    return new


def _own_attempt(keys: KeyRing, mailbox: str, source: bytes) -> tuple[int, int] | None:
    values = header_values(source, ATTEMPT)
    return read_attempt(keys, mailbox, values[0]) if len(values) == 1 else None


def _is_to_itself(work: UnitOfWork, mailbox: str, number: int) -> bool:
    mail = load_by_number(work.connection, work.keys, number)
    return mail is not None and any(one.address == mailbox for one in mail.recipients)


def _keep(work: UnitOfWork, mailbox: str, mail: Fetched) -> int:
    kept = work.connection.execute(
        insert_into(work.connection, INBOX)
        .on_conflict_do_nothing(index_elements=["mailbox", "mail_key"])
        .values(
            mailbox=mailbox,
            mail_key=mail_key(work.keys, mail.source or f"{mail.uid} {mail.received_at}".encode()),
            state="waiting",
            reason=mail.reason,
            source=work.keys.seal(mail.source, _CONTEXT),
            size=mail.size,
            received_at=mail.received_at,
            taken_at=work.now,
        )
    )
    return kept.rowcount


def next_waiting(connection: Connection, keys: KeyRing, mailbox: str) -> Waiting | None:
    """The first mail that is not handled."""
    row = connection.execute(
        select(INBOX)
        .where(INBOX.c.mailbox == mailbox, INBOX.c.state == "waiting")
        .order_by(INBOX.c.number)
        .limit(1)
    ).first()
    if row is None:
        return None
    try:
        return Waiting(_incoming(keys, row), row.mail_key, row.attempts, row.reason)
    except PermanentFailure:  # its key was retired: those behind it go on
        lost = IncomingMail(row.number, mailbox, b"", "", row.received_at)
        return Waiting(lost, row.mail_key, row.attempts, UNREADABLE_HERE)


def finish(work: UnitOfWork, number: int) -> bool:
    """The mail is handled: its bytes are forgotten. False when it already was."""
    return _leave(work.connection, number, "waiting", state="done", source=b"")


def quarantine(work: UnitOfWork, number: int, reason: str) -> bool:
    """Put the mail aside with its bytes. False when it no longer waits."""
    return _leave(work.connection, number, "waiting", state="quarantined", reason=reason)


def release(work: UnitOfWork, number: int) -> bool:
    """Somebody decided that a mail in quarantine is to be filed elsewhere: it is handled."""
    return _leave(work.connection, number, "quarantined", state="done", source=b"")


def discard(work: UnitOfWork, number: int) -> bool:
    """Somebody decided that a mail in quarantine is for nobody."""
    return _leave(work.connection, number, "quarantined", state="discarded", source=b"")


def note_failure(connection: Connection, number: int) -> None:
    """Another try did not succeed."""
    connection.execute(
        update(INBOX).where(INBOX.c.number == number).values(attempts=INBOX.c.attempts + 1)
    )


def load_quarantined(connection: Connection, keys: KeyRing, number: int) -> Quarantined | None:
    """A mail in quarantine."""
    row = connection.execute(
        select(INBOX).where(INBOX.c.number == number, INBOX.c.state == "quarantined")
    ).first()
    return None if row is None else Quarantined(_incoming(keys, row), row.reason)


def list_quarantined(connection: Connection, mailbox: str) -> list[tuple[int, str]]:
    """The numbers of the mails in quarantine and their reasons, the oldest first."""
    rows = connection.execute(
        select(INBOX.c.number, INBOX.c.reason)
        .where(INBOX.c.mailbox == mailbox, INBOX.c.state == "quarantined")
        .order_by(INBOX.c.number)
    )
    return [(row.number, row.reason) for row in rows]


def count_waiting(connection: Connection, mailbox: str) -> int:
    """How many mails are not handled."""
    return connection.execute(
        select(func.count())
        .select_from(INBOX)
        .where(INBOX.c.mailbox == mailbox, INBOX.c.state == "waiting")
    ).scalar_one()


def _leave(connection: Connection, number: int, from_state: str, **values: object) -> bool:
    changed = connection.execute(
        update(INBOX).where(INBOX.c.number == number, INBOX.c.state == from_state).values(values)
    )
    return changed.rowcount == 1


def _incoming(keys: KeyRing, row: Row[tuple[object, ...]]) -> IncomingMail:
    values = row._mapping
    source = keys.unseal(values["source"], _CONTEXT)
    return IncomingMail(
        values["number"], values["mailbox"], source, sender_of(source), values["received_at"]
    )
