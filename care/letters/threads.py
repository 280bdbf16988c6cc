"""Which letters answer each other: by the identifiers they name, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select, update

from care.letters.model import Thread
from care.letters.tables import LETTER_THREAD_IDS, LETTER_THREADS
from care.runtime.database import insert_into
from care.runtime.units import UnitOfWork


def join_thread(work: UnitOfWork, mailbox: str, message_ids: Iterable[str]) -> Thread:
    """The conversation to which a mail belongs that bears or names these identifiers.

    An answer may come before what it answers: both name the same ancestor, and whoever comes first
    begins the conversation. When a mail ties two of them, the older one goes on.
    """
    tokens = [_token(work, mailbox, one) for one in dict.fromkeys(message_ids) if one]
    known = work.connection.execute(
        select(func.min(LETTER_THREAD_IDS.c.thread)).where(
            LETTER_THREAD_IDS.c.mailbox == mailbox, LETTER_THREAD_IDS.c.token.in_(tokens)
        )
    ).scalar()
    number = _begin(work, mailbox) if known is None else int(known)
    for token in tokens:
        work.connection.execute(
            insert_into(work.connection, LETTER_THREAD_IDS)
            .values(mailbox=mailbox, token=token, thread=number)
            .on_conflict_do_update(index_elements=["mailbox", "token"], set_={"thread": number})
        )
    found = load_thread(work.connection, number)
    assert found is not None
    return found


def load_thread(connection: Connection, number: int) -> Thread | None:
    """The conversation with this number."""
    return _one(connection, LETTER_THREADS.c.number == number)


def thread_of_message(connection: Connection, mailbox: str, root: str) -> Thread | None:
    """The conversation that hangs on the message `root` (a transaction id)."""
    if not root:
        return None
    return _one(connection, (LETTER_THREADS.c.mailbox == mailbox) & (LETTER_THREADS.c.root == root))


def root_thread(work: UnitOfWork, number: int, root: str) -> None:
    """The conversation hangs on this message from now on, unless it has a root."""
    work.connection.execute(
        update(LETTER_THREADS)
        .where(LETTER_THREADS.c.number == number, LETTER_THREADS.c.root == "")
        .values(root=root)
    )


def forget_roots(work: UnitOfWork, mailbox: str) -> None:
    """What conversations hung on is gone: the next message of each begins anew."""
    work.connection.execute(
        update(LETTER_THREADS).where(LETTER_THREADS.c.mailbox == mailbox).values(root="")
    )


def close_thread(work: UnitOfWork, number: int) -> None:
    """A professional ended the conversation with a patient."""
    work.connection.execute(
        update(LETTER_THREADS).where(LETTER_THREADS.c.number == number).values(closed=True)
    )


def _begin(work: UnitOfWork, mailbox: str) -> int:
    return int(
        work.connection.execute(
            LETTER_THREADS.insert().values(mailbox=mailbox).returning(LETTER_THREADS.c.number)
        ).scalar_one()
    )


def _one(connection: Connection, condition: object) -> Thread | None:
    row = connection.execute(select(LETTER_THREADS).where(condition)).first()  # type: ignore[arg-type]
    return None if row is None else Thread(row.number, row.mailbox, row.root, row.closed)


def _token(work: UnitOfWork, mailbox: str, message_id: str) -> str:
    bare = message_id.strip().strip("<>")
    return work.keys.blind(f"{mailbox}\n{bare}", "letters.message_id")
