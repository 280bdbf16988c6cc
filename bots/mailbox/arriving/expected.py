"""An answer that a circle waits for: said there without a word of it, and what it answers here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from care.access.act import RoomKind
from care.circles.model import CircleId
from care.circles.rooms import rooms_of
from care.circles.store import load_circle
from care.dispatches.answers import find_answered, note_answer
from care.dispatches.model import Dispatch, Form
from care.dispatches.store import load_dispatch
from care.letters.model import Letter, Sending
from care.runtime.units import UnitOfWork
from care.standards.terminology.document_types import find_document_type


@dataclass(frozen=True, slots=True)
class Origin:
    """What left from a circle: a document of this type (empty: a message), when, from where.

    `circle` is its pseudonym; `is_open`: what is filed there is read by everybody in it.
    """

    kind: str
    sent_at: datetime
    circle: str
    is_open: bool


def recognise(work: UnitOfWork, letter: Letter) -> Letter:
    """The letter, with what it answers when that is sure; those who wait for it are told."""
    sheet = letter.sheet
    if sheet.is_automatic or sheet.is_outside or sheet.error_code is not None:
        return letter
    dispatch = find_answered(work, letter.mailbox, sheet.sender.address, sheet.before)
    if dispatch is None or dispatch.circle is None:
        return letter
    note_answer(work, dispatch, sheet.sender.address, letter.number, letter.received_at)
    sending = Sending(dispatch.id, dispatch.circle, _is_open(work, dispatch))
    return replace(letter, sheet=replace(sheet, answered=sending))


def origin_of(work: UnitOfWork, letter: Letter) -> Origin | None:
    """What it answers, in words for the mailbox's team; None when that is forgotten."""
    answered = letter.sheet.answered
    if answered is None:
        return None
    dispatch = load_dispatch(work.connection, work.keys, answered.dispatch)
    circle = load_circle(work.connection, work.keys, CircleId(answered.circle))
    if dispatch is None or circle is None:
        return None
    kind = find_document_type(dispatch.type_code) if dispatch.form is Form.DOCUMENT else None
    return Origin(kind.label if kind else "", dispatch.sent_at, circle.pseudonym, answered.is_open)


def _is_open(work: UnitOfWork, dispatch: Dispatch) -> bool:
    """Whether its card is where the whole circle reads."""
    home = dispatch.home
    rooms = rooms_of(work.connection, CircleId(dispatch.circle or ""))
    return home is not None and any(
        one.kind is RoomKind.CIRCLE and one.key == home.key for one in rooms
    )
