"""Taking a circle out of our own database: every row that bears its name, in one transaction.

The trail is not touched: its lines have their own time.
"""

from __future__ import annotations

from sqlalchemy import Column, Table, delete, select

from care.archive.model import KeptRoom, Tombstone
from care.archive.store import add_tombstone
from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.circles.model import Circle, CircleId
from care.circles.tables import CIRCLE_ROOMS as ROOMS_OF_CIRCLES
from care.circles.tables import CIRCLES, ENTRIES, SEATS
from care.consent.tables import STATEMENTS
from care.dispatches.erasing import erase_mails, erase_pieces
from care.documents.erasing import AUDIENCES, erase_documents
from care.identity.patient import PatientId
from care.patients.store import forget_patient
from care.patients.tables import PATIENT_TOKENS
from care.runtime.database import METADATA
from care.runtime.tables import INBOX, MEMORY, OUTBOX, OUTBOX_FILES, ROOMS, TIMERS
from care.runtime.units import UnitOfWork
from care.tasks.leaving import erase_circle_tasks
from care.tasks.model import Who

_SYSTEM = "system"
# What goes with the identity and does not keep it.
_PATIENT_S_OWN = (PATIENT_TOKENS, STATEMENTS)


def erase_room(work: UnitOfWork, circle: CircleId, room: KeptRoom) -> None:
    """Forget one room of a circle: what was said there, who sat there, what passed through."""
    connection = work.connection
    for table in (ENTRIES, SEATS, ROOMS_OF_CIRCLES):
        here = (table.c.circle_id == circle.text) & (table.c.kind == room.kind.value)
        connection.execute(delete(table).where(here))
    erase_documents(connection, circle, AUDIENCES[room.kind])
    connection.execute(delete(ROOMS).where(ROOMS.c.key == room.key))
    lanes = [f"key:{room.key}"]
    if room.room_id is not None:
        lanes.append(f"room:{room.room_id}")
        connection.execute(delete(INBOX).where(INBOX.c.lane == room.room_id))
        erase_pieces(connection, room.room_id)
        remembered = MEMORY.c.name.contains(room.room_id, autoescape=True)
        connection.execute(delete(MEMORY).where(remembered | (MEMORY.c.value == room.room_id)))
    sent = select(OUTBOX.c.transaction_id).where(OUTBOX.c.lane.in_(lanes))
    connection.execute(delete(OUTBOX_FILES).where(OUTBOX_FILES.c.transaction_id.in_(sent)))
    connection.execute(delete(OUTBOX).where(OUTBOX.c.lane.in_(lanes)))


def erase_circle(work: UnitOfWork, circle: Circle, assistant: str) -> None:
    """Forget a circle, and its patient when no other circle is about them. A tombstone stays.

    `assistant` is the account whose timers ring its tasks.
    """
    erase_circle_tasks(work, Who(_SYSTEM, {}, Face.SYSTEM, assistant), circle.id.text)
    named = TIMERS.c.key.contains(circle.id.text, autoescape=True)
    work.connection.execute(delete(TIMERS).where(named))
    erase_mails(work.connection, circle.id)
    _erase_where(work, "circle_id", circle.id.text)
    work.connection.execute(delete(CIRCLES).where(CIRCLES.c.id == circle.id.text))
    add_tombstone(
        work.connection, Tombstone(circle.id, circle.opened_at, circle.closed_at, work.now)
    )
    if not _is_needed(work, circle.patient):
        for table in _PATIENT_S_OWN:
            work.connection.execute(delete(table).where(table.c.patient_id == circle.patient.text))
        forget_patient(work.connection, circle.patient)
        record(
            work,
            Entry("patient.forgotten", Kind.CARE, _SYSTEM, Face.SYSTEM, circle=circle.id.text,
                  patient=circle.patient.text),
        )  # fmt: skip


def _is_needed(work: UnitOfWork, patient: PatientId) -> bool:
    """Whether something else is about this patient: another circle, or any subject's rows."""
    for table, column in _columns("patient_id"):
        if table not in _PATIENT_S_OWN:
            about = select(column).where(column == patient.text).limit(1)
            if work.connection.execute(about).first() is not None:
                return True
    return False


def _erase_where(work: UnitOfWork, name: str, value: str) -> None:
    """Delete the rows of every subject that name `value`, whoever added the table."""
    for table, column in _columns(name):
        work.connection.execute(delete(table).where(column == value))


def _columns(name: str) -> list[tuple[Table, Column[str]]]:
    tables = reversed(METADATA.sorted_tables)
    return [(table, table.columns[name]) for table in tables if name in table.columns]
