"""Answers to what left from a circle, known by the mail that they name and by who sends them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from care.dispatches.model import Answer, Dispatch
from care.dispatches.store import dispatch_of_mail
from care.dispatches.tables import DISPATCH_ANSWERS
from care.dispatches.watching import wake_to_show
from care.runtime.database import insert_into
from care.runtime.units import UnitOfWork


def find_answered(
    work: UnitOfWork, mailbox: str, sender: str, before: Iterable[str]
) -> Dispatch | None:
    """What left from a circle and `sender`, one of its recipients, answers; else None.

    `before` are the identifiers that the answer names, the nearest one last.
    """
    for one in reversed(list(before)):
        bare = one.strip().strip("<>")
        dispatch = dispatch_of_mail(work.connection, work.keys, mailbox, f"<{bare}>")
        if dispatch is not None and dispatch.circle and _rank(dispatch, sender) is not None:
            return dispatch
    return None


def note_answer(
    work: UnitOfWork, dispatch: Dispatch, sender: str, letter: int, received_at: datetime
) -> None:
    """The letter with this number answers it: once however often it is said."""
    rank = _rank(dispatch, sender)
    work.connection.execute(
        insert_into(work.connection, DISPATCH_ANSWERS)
        .on_conflict_do_nothing(index_elements=["letter"])
        .values(
            letter=letter,
            dispatch_id=dispatch.id,
            circle_id=dispatch.circle,
            rank=0 if rank is None else rank,
            received_at=received_at,
        )
    )
    wake_to_show(work, dispatch)


def answers_of(work: UnitOfWork, dispatch: Dispatch) -> tuple[Answer, ...]:
    """The answers that came, in order: from whom, when, never a word of them."""
    rows = work.connection.execute(
        select(DISPATCH_ANSWERS.c.rank, DISPATCH_ANSWERS.c.received_at)
        .where(DISPATCH_ANSWERS.c.dispatch_id == dispatch.id)
        .order_by(DISPATCH_ANSWERS.c.received_at, DISPATCH_ANSWERS.c.letter)
    )
    return tuple(Answer(dispatch.addressees[row.rank], row.received_at) for row in rows)


def _rank(dispatch: Dispatch, sender: str) -> int | None:
    known = [one.address.lower() for one in dispatch.addressees]
    return known.index(sender.lower()) if sender.lower() in known else None
