"""Keeping letters sealed, and finding those that wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, func, select, update

from care.letters.model import Finding, Letter, LetterKind, LetterState, Sheet
from care.letters.tables import LETTERS
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_SHEET: TypeAdapter[Sheet] = TypeAdapter(Sheet)
_SHEET_CONTEXT, _SOURCE_CONTEXT = "letters.sheet", "letters.source"
_WAITING = (LetterState.TO_TRIAGE.value, LetterState.QUARANTINED.value)


def add_letter(work: UnitOfWork, letter: Letter, source: bytes) -> Letter:
    """Keep a new letter with its bytes, to be shown; returns it with its number."""
    number = work.connection.execute(
        LETTERS.insert()
        .values(
            mailbox=letter.mailbox,
            kind=letter.kind.value,
            received_at=letter.received_at,
            inbox_number=letter.inbox_number,
            asks_receipt=letter.asks_receipt,
            waits_since=work.now,
            message=letter.message,
            card=letter.card,
            source=work.keys.seal(source, _SOURCE_CONTEXT) if source else b"",
            **_changing(work.keys, letter),
        )
        .returning(LETTERS.c.number)
    ).scalar_one()
    found = load_letter(work.connection, work.keys, number)
    assert found is not None
    return found


def save_letter(work: UnitOfWork, letter: Letter) -> None:
    """Keep where `letter` stands now, to be shown."""
    work.connection.execute(
        update(LETTERS)
        .where(LETTERS.c.number == letter.number)
        .values(unshown=True, **_changing(work.keys, letter))
    )


def begin_waiting(work: UnitOfWork, letter: Letter) -> None:
    """It waits for somebody from now on."""
    work.connection.execute(
        update(LETTERS).where(LETTERS.c.number == letter.number).values(waits_since=work.now)
    )


def mark_shown(work: UnitOfWork, letter: Letter) -> None:
    """The rooms show where `letter` stands, by its `message` and its `card`."""
    work.connection.execute(
        update(LETTERS)
        .where(LETTERS.c.number == letter.number)
        .values(unshown=False, message=letter.message, card=letter.card, shows=LETTERS.c.shows + 1)
    )


def load_letter(connection: Connection, keys: KeyRing, number: int) -> Letter | None:
    """The letter with this number."""
    row = connection.execute(select(LETTERS).where(LETTERS.c.number == number)).first()
    return None if row is None else _letter(keys, row)


def take_letter(work: UnitOfWork, mailbox: str, number: int) -> Letter | None:
    """The same, of this mailbox; nobody else decides of it until the unit of work ends."""
    row = work.connection.execute(
        select(LETTERS)
        .where(LETTERS.c.number == number, LETTERS.c.mailbox == mailbox)
        .with_for_update()
    ).first()
    return None if row is None else _letter(work.keys, row)


def unshown_letters(
    connection: Connection, keys: KeyRing, mailbox: str, limit: int
) -> list[Letter]:
    """Letters of which the rooms do not show yet where they stand, in order of arrival."""
    rows = connection.execute(
        select(LETTERS)
        .where(LETTERS.c.mailbox == mailbox, LETTERS.c.unshown)
        .order_by(LETTERS.c.number)
        .limit(limit)
    )
    return [_letter(keys, row) for row in rows]


def waiting_letters(connection: Connection, keys: KeyRing, mailbox: str) -> list[Letter]:
    """Letters that wait for somebody to decide, the oldest first."""
    rows = connection.execute(
        select(LETTERS)
        .where(LETTERS.c.mailbox == mailbox, LETTERS.c.state.in_(_WAITING))
        .order_by(LETTERS.c.number)
    )
    return [_letter(keys, row) for row in rows]


def count_waiting_since(connection: Connection, mailbox: str, moment: datetime) -> int:
    """How many have been waiting since `moment` or longer."""
    return connection.execute(
        select(func.count())
        .select_from(LETTERS)
        .where(
            LETTERS.c.mailbox == mailbox,
            LETTERS.c.state.in_(_WAITING),
            LETTERS.c.waits_since <= moment,
        )
    ).scalar_one()


def letter_of_message(
    connection: Connection, keys: KeyRing, mailbox: str, sent: str
) -> Letter | None:
    """The letter of which `sent` (a transaction id) is the message or the card."""
    if not sent:
        return None
    row = connection.execute(
        select(LETTERS).where(
            LETTERS.c.mailbox == mailbox, (LETTERS.c.message == sent) | (LETTERS.c.card == sent)
        )
    ).first()
    return None if row is None else _letter(keys, row)


def letters_of_thread(connection: Connection, keys: KeyRing, thread: int) -> list[Letter]:
    """The letters of a conversation, in order of arrival."""
    rows = connection.execute(
        select(LETTERS).where(LETTERS.c.thread == thread).order_by(LETTERS.c.number)
    )
    return [_letter(keys, row) for row in rows]


def last_decided(connection: Connection, keys: KeyRing, mailbox: str, person: str) -> Letter | None:
    """The letter of which `person` decided last."""
    row = connection.execute(
        select(LETTERS)
        .where(LETTERS.c.mailbox == mailbox, LETTERS.c.decided_by == person)
        .order_by(LETTERS.c.decided_at.desc(), LETTERS.c.number.desc())
        .limit(1)
    ).first()
    return None if row is None else _letter(keys, row)


def decided_letters(
    connection: Connection, keys: KeyRing, mailbox: str, limit: int
) -> list[Letter]:
    """Letters of which somebody decided, the latest decision first."""
    rows = connection.execute(
        select(LETTERS)
        .where(LETTERS.c.mailbox == mailbox, LETTERS.c.decided_by.is_not(None))
        .order_by(LETTERS.c.decided_at.desc(), LETTERS.c.number.desc())
        .limit(limit)
    )
    return [_letter(keys, row) for row in rows]


def load_source(connection: Connection, keys: KeyRing, number: int) -> bytes | None:
    """The bytes of a letter; None once they are forgotten."""
    sealed = connection.execute(select(LETTERS.c.source).where(LETTERS.c.number == number)).scalar()
    return keys.unseal(sealed, _SOURCE_CONTEXT) if sealed else None


def forget_source(connection: Connection, number: int) -> None:
    """Nobody needs its bytes any more."""
    connection.execute(update(LETTERS).where(LETTERS.c.number == number).values(source=b""))


def forget_old_sources(connection: Connection, mailbox: str, decided_before: datetime) -> int:
    """Forget the bytes of what was decided long ago, or came then; returns of how many."""
    return connection.execute(
        update(LETTERS)
        .where(
            LETTERS.c.mailbox == mailbox,
            LETTERS.c.state.not_in(_WAITING),
            LETTERS.c.source != b"",
            func.coalesce(LETTERS.c.decided_at, LETTERS.c.received_at) < decided_before,
            ~LETTERS.c.unshown,
        )
        .values(source=b"")
    ).rowcount


def show_again(work: UnitOfWork, mailbox: str) -> None:
    """The cards of what waits are gone: have them said anew."""
    work.connection.execute(
        update(LETTERS)
        .where(LETTERS.c.mailbox == mailbox, LETTERS.c.state.in_(_WAITING))
        .values(card="", unshown=True)
    )


def _changing(keys: KeyRing, letter: Letter) -> dict[str, object]:
    return {
        "state": letter.state.value,
        "finding": letter.finding.value if letter.finding else "",
        "reason": letter.reason,
        "thread": letter.thread,
        "decided_by": letter.decided_by,
        "decided_at": letter.decided_at,
        "circle_id": letter.circle,
        "patient_id": letter.patient,
        "sheet": keys.seal(_SHEET.dump_json(letter.sheet), _SHEET_CONTEXT),
    }


def _letter(keys: KeyRing, row: Row[Any]) -> Letter:
    return Letter(
        number=row.number,
        mailbox=row.mailbox,
        kind=LetterKind(row.kind),
        state=LetterState(row.state),
        received_at=row.received_at,
        sheet=_SHEET.validate_json(keys.unseal(row.sheet, _SHEET_CONTEXT)),
        thread=row.thread,
        finding=Finding(row.finding) if row.finding else None,
        reason=row.reason,
        patient=row.patient_id,
        circle=row.circle_id,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        inbox_number=row.inbox_number,
        message=row.message,
        card=row.card,
        asks_receipt=row.asks_receipt,
        shows=row.shows,
    )
