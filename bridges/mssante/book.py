"""What is known of each mailbox: how far it was read, and whether it works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from bridges.mssante.imap.parsing import Listed
from bridges.mssante.tables import CHORES, MAILBOXES, SET_ASIDE
from care.mail.model import MailboxChange, Trouble, Way
from care.mail.ports import Watcher
from care.runtime.database import insert_into
from care.runtime.units import UnitOfWork


@dataclass(frozen=True, slots=True)
class Place:
    """How far a mailbox was read: every UID up to `last_uid` is dealt with."""

    uid_validity: int
    last_uid: int
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class MailboxState:
    """Whether a mailbox receives and sends, and since when it does not."""

    address: str
    receiving: Trouble | None
    receiving_since: datetime | None
    sending: Trouble | None
    sending_since: datetime | None
    synced_at: datetime | None


def open_place(connection: Connection, mailbox: str, uid_validity: int, now: datetime) -> Place:
    """Where to read on. Another UIDVALIDITY: from the start, the inbox knows what it has."""
    row = connection.execute(select(MAILBOXES).where(MAILBOXES.c.address == mailbox)).first()
    if row is None:
        add_mailbox(connection, mailbox)
    if row is not None and row.uid_validity == uid_validity and row.opened_at is not None:
        return Place(uid_validity, row.last_uid, row.opened_at)
    opened_at = row.opened_at if row is not None and row.opened_at is not None else now
    connection.execute(
        update(MAILBOXES)
        .where(MAILBOXES.c.address == mailbox)
        .values(uid_validity=uid_validity, last_uid=0, opened_at=opened_at)
    )
    for table in (CHORES, SET_ASIDE):
        connection.execute(
            delete(table).where(table.c.mailbox == mailbox, table.c.uid_validity != uid_validity)
        )
    return Place(uid_validity, 0, opened_at)


def add_mailbox(connection: Connection, mailbox: str) -> None:
    """Know `mailbox`; nothing when it is known."""
    connection.execute(
        insert_into(connection, MAILBOXES)
        .on_conflict_do_nothing(index_elements=["address"])
        .values(address=mailbox)
    )


def is_wanted(listed: Listed, place: Place) -> bool:
    """Whether a message is for us: not when somebody had read it before we came."""
    read, came = r"\seen" in listed.flags, listed.internal_date
    # The server's dates are cut to the second: in doubt, it is for us.
    return not (read and came is not None and came + timedelta(seconds=1) < place.opened_at)


def move_on(connection: Connection, mailbox: str, uid: int) -> None:
    """Everything up to `uid` is dealt with."""
    connection.execute(
        update(MAILBOXES)
        .where(MAILBOXES.c.address == mailbox, MAILBOXES.c.last_uid < uid)
        .values(last_uid=uid)
    )


def note_synced(connection: Connection, mailbox: str, moment: datetime) -> None:
    """Everything that was there at `moment` is in the inbox."""
    connection.execute(
        update(MAILBOXES).where(MAILBOXES.c.address == mailbox).values(synced_at=moment)
    )


def load_state(connection: Connection, mailbox: str) -> MailboxState | None:
    """How a mailbox is; None before it was ever tried."""
    row = connection.execute(select(MAILBOXES).where(MAILBOXES.c.address == mailbox)).first()
    if row is None:
        return None
    return MailboxState(
        address=row.address,
        receiving=Trouble(row.receiving) if row.receiving else None,
        receiving_since=row.receiving_since,
        sending=Trouble(row.sending) if row.sending else None,
        sending_since=row.sending_since,
        synced_at=row.synced_at,
    )


def note_trouble(
    work: UnitOfWork, watcher: Watcher, mailbox: str, way: Way, trouble: Trouble | None
) -> None:
    """A mailbox stopped, or works again; `watcher` is told when that is news."""
    add_mailbox(work.connection, mailbox)
    state = load_state(work.connection, mailbox)
    known = state and (state.receiving if way is Way.RECEIVING else state.sending)
    if known == trouble:
        return
    work.connection.execute(
        update(MAILBOXES)
        .where(MAILBOXES.c.address == mailbox)
        .values({way.value: trouble or "", f"{way.value}_since": work.now if trouble else None})
    )
    watcher.mailbox_changed(work, MailboxChange(mailbox, way, trouble))


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do in the mailbox for a message that was taken."""

    uid: int
    act: str


def add_chore(connection: Connection, mailbox: str, uid_validity: int, uid: int, act: str) -> None:
    """Keep it until it is done."""
    connection.execute(
        insert_into(connection, CHORES)
        .on_conflict_do_nothing(index_elements=["mailbox", "uid_validity", "uid"])
        .values(mailbox=mailbox, uid_validity=uid_validity, uid=uid, act=act)
    )


def load_chores(connection: Connection, mailbox: str, uid_validity: int) -> list[Chore]:
    """What is left to do, in order."""
    rows = connection.execute(
        select(CHORES.c.uid, CHORES.c.act)
        .where(CHORES.c.mailbox == mailbox, CHORES.c.uid_validity == uid_validity)
        .order_by(CHORES.c.uid)
    )
    return [Chore(row.uid, row.act) for row in rows]


def drop_chores(connection: Connection, mailbox: str, uid_validity: int, uids: list[int]) -> None:
    """They are done."""
    connection.execute(
        delete(CHORES).where(
            CHORES.c.mailbox == mailbox,
            CHORES.c.uid_validity == uid_validity,
            CHORES.c.uid.in_(uids),
        )
    )


def set_aside(
    connection: Connection, mailbox: str, uid_validity: int, uid: int, due_at: datetime
) -> None:
    """The server does not hand over this message: ask again at `due_at`."""
    connection.execute(
        insert_into(connection, SET_ASIDE)
        .on_conflict_do_update(
            index_elements=["mailbox", "uid_validity", "uid"],
            set_={"attempts": SET_ASIDE.c.attempts + 1, "due_at": due_at},
        )
        .values(mailbox=mailbox, uid_validity=uid_validity, uid=uid, attempts=1, due_at=due_at)
    )


def load_aside(
    connection: Connection, mailbox: str, uid_validity: int, now: datetime
) -> list[tuple[int, int]]:
    """The messages to ask for again, each with how often it was asked for."""
    rows = connection.execute(
        select(SET_ASIDE.c.uid, SET_ASIDE.c.attempts)
        .where(
            SET_ASIDE.c.mailbox == mailbox,
            SET_ASIDE.c.uid_validity == uid_validity,
            SET_ASIDE.c.due_at <= now,
        )
        .order_by(SET_ASIDE.c.uid)
    )
    return [(row.uid, row.attempts) for row in rows]


def drop_aside(connection: Connection, mailbox: str, uid_validity: int, uid: int) -> None:
    """It came, or it is gone."""
    connection.execute(
        delete(SET_ASIDE).where(
            SET_ASIDE.c.mailbox == mailbox,
            SET_ASIDE.c.uid_validity == uid_validity,
            SET_ASIDE.c.uid == uid,
        )
    )
