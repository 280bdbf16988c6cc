"""Mails that came in: each once, in order, sealed until handled; doubtful ones in quarantine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from bridges.mssante.book import add_chore
from bridges.mssante.headers import ATTEMPT, mail_key, read_attempt
from bridges.mssante.progress import confirm
from care.mail.headers import header_values
from care.mail.model import IncomingMail
from care.mail.ports import Watcher
from care.mail.quarantine import INBOX_SOURCE, incoming_of, leave
from care.mail.queue import load_by_number
from care.mail.tables import INBOX
from care.runtime.database import insert_into
from care.runtime.errors import PermanentFailure
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

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
            source=work.keys.seal(mail.source, INBOX_SOURCE),
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
        return Waiting(incoming_of(keys, row), row.mail_key, row.attempts, row.reason)
    except PermanentFailure:  # its key was retired: those behind it go on
        lost = IncomingMail(row.number, mailbox, b"", "", row.received_at)
        return Waiting(lost, row.mail_key, row.attempts, UNREADABLE_HERE)


def finish(work: UnitOfWork, number: int) -> bool:
    """The mail is handled: its bytes are forgotten. False when it already was."""
    return leave(work.connection, number, "waiting", state="done", source=b"")


def quarantine(work: UnitOfWork, number: int, reason: str) -> bool:
    """Put the mail aside with its bytes. False when it no longer waits."""
    return leave(work.connection, number, "waiting", state="quarantined", reason=reason)


def note_failure(connection: Connection, number: int) -> None:
    """Another try did not succeed."""
    connection.execute(
        update(INBOX).where(INBOX.c.number == number).values(attempts=INBOX.c.attempts + 1)
    )


def count_waiting(connection: Connection, mailbox: str) -> int:
    """How many mails are not handled."""
    return connection.execute(
        select(func.count())
        .select_from(INBOX)
        .where(INBOX.c.mailbox == mailbox, INBOX.c.state == "waiting")
    ).scalar_one()
