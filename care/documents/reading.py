"""How members read the documents of their circles: listed, opened, their results over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from care.access.act import RoomKind
from care.audit.model import Face
from care.circles.model import Circle, CircleId, Member
from care.circles.reading import actor_of, require_circle
from care.circles.rules import check_writable, meets_professionals
from care.circles.store import load_member
from care.circles.tables import SEATS
from care.circles.trail import note
from care.documents.contents import content_of, results_in
from care.documents.model import (
    Audience,
    Document,
    DocumentId,
    Form,
    LabResult,
    Line,
    Opened,
    Standing,
)
from care.documents.rules import shown_form
from care.documents.store import find_called, load_document, load_documents
from care.documents.tables import DOCUMENT_READINGS as READINGS
from care.runtime.database import insert_into
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.standards.hl7.timestamps import Precision

_ROOMS = {Audience.EVERYBODY: RoomKind.CIRCLE, Audience.PROFESSIONALS: RoomKind.PROFESSIONALS}
_MEDIA = {Form.PDF: "application/pdf", Form.RENDERED: "application/pdf", Form.CDA: "text/xml"}
_DIGITS = {Precision.YEAR: 4, Precision.MONTH: 7}
_ENDINGS = {Form.PDF: "pdf", Form.RENDERED: "pdf", Form.CDA: "xml"}
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Reader:
    """A member who reads. `audiences` is what they may read where they ask."""

    circle: Circle
    member: Member
    audiences: frozenset[Audience]


def reader_of(
    work: UnitOfWork, circle_id: CircleId, user_id: str, among: Audience | None = None
) -> Reader:
    """What `user_id` may read; `among`: who else reads the answer. Raises Refusal."""
    member = load_member(work.connection, work.keys, circle_id, user_id)
    if member is None:
        raise Refusal("circle-not-member")
    circle = require_circle(work, circle_id)
    check_writable(circle)
    apart = meets_professionals(member) and among is not Audience.EVERYBODY
    audiences = frozenset(Audience) if apart else frozenset({Audience.EVERYBODY})
    return Reader(circle, member, audiences)


def documents_of(
    work: UnitOfWork, circle_id: CircleId, user_id: str, among: Audience | None = None
) -> tuple[Line, ...]:
    """What a member may read, by the day it is about, the newest first. Raises Refusal."""
    reader = reader_of(work, circle_id, user_id, among)
    every = load_documents(work.connection, work.keys, circle_id)
    mine = [one for one in every if one.audience in reader.audiences]
    read_up_to = _read_up_to(work, circle_id, user_id)
    opened = _opened(work, circle_id, user_id)
    lines = [
        Line(one, is_new=_is_new(one, user_id, read_up_to[_ROOMS[one.audience]], opened))
        for one in mine
    ]
    return tuple(sorted(lines, key=lambda line: _rank(line.document), reverse=True))


def require_document(
    work: UnitOfWork,
    circle_id: CircleId,
    label: str,
    user_id: str,
    among: Audience | None = None,
) -> tuple[Reader, Document]:
    """The document called `label` (`3`, `P3`, its id), that a member may read. Raises Refusal."""
    reader = reader_of(work, circle_id, user_id, among)
    found = _called(work, circle_id, label.strip())
    if found is None or found.circle != circle_id or found.audience not in reader.audiences:
        raise Refusal("document-unknown")
    return reader, found


def open_document(
    work: UnitOfWork,
    circle_id: CircleId,
    label: str,
    user_id: str,
    face: Face = Face.ROOM,
    *,
    form: Form | None = None,
    among: Audience | None = None,
) -> Opened:
    """The file of a document (the PDF, unless another form is asked for), to a member.

    Noted in the trail and among what they have read. Raises Refusal.
    """
    reader, document = require_document(work, circle_id, label, user_id, among)
    if document.standing is Standing.WITHDRAWN:
        raise Refusal("document-withdrawn")
    if document.posted is not None:
        raise Refusal("document-in-room")
    chosen = form if form in document.forms else shown_form(document.forms)
    content = None
    if chosen is not None:
        content = content_of(work.connection, work.keys, document.id, chosen)
    if chosen is None or content is None:
        raise Refusal("document-no-file")
    note_opened(work, reader, document, user_id, face)
    name = name_file(document, chosen)
    return Opened(document, name, _MEDIA[chosen], content)


def read_results(
    work: UnitOfWork, circle_id: CircleId, label: str, user_id: str
) -> tuple[LabResult, ...]:
    """The results of one document, to a member who may read it. Raises Refusal."""
    _, document = require_document(work, circle_id, label, user_id)
    return results_in(work.connection, work.keys, document.id)


def note_opened(
    work: UnitOfWork, reader: Reader, document: Document, user_id: str, face: Face
) -> None:
    """Note that somebody has read a document: for the trail, and for what is new to them."""
    work.connection.execute(
        insert_into(work.connection, READINGS)
        .on_conflict_do_nothing(index_elements=["document_id", "user_id"])
        .values(
            document_id=document.id.text,
            user_id=user_id,
            circle_id=document.circle.text,
            read_at=work.now,
        )
    )
    details = {"document": document.id.text}
    note(work, reader.circle, "document.opened", actor_of(work, user_id), face, details=details)


def name_file(document: Document, form: Form) -> str:
    """`2026-11-12_CR d’examens biologiques.pdf`: what a phone keeps tells nobody's name."""
    told = document.description
    kind = "".join(c if c.isalnum() or c in " -’" else " " for c in told.type_label or "document")
    words = " ".join(kind.split())[:_LONGEST_NAME]
    day = document.day.isoformat()[: _DIGITS.get(document.moment.precision)]
    return f"{day}_{words}.{_ENDINGS[form]}"


def _called(work: UnitOfWork, circle: CircleId, label: str) -> Document | None:
    bare = label.upper()
    audience = Audience.PROFESSIONALS if bare.startswith("P") else Audience.EVERYBODY
    number = bare.removeprefix("P")
    if number.isascii() and number.isdigit() and len(number) < 7:
        return find_called(work.connection, work.keys, circle, audience, int(number))
    try:
        return load_document(work.connection, work.keys, DocumentId(label))
    except ValueError:
        return None


def _read_up_to(
    work: UnitOfWork, circle: CircleId, user_id: str
) -> dict[RoomKind, datetime | None]:
    rows = work.connection.execute(
        select(SEATS.c.kind, SEATS.c.read_up_to).where(
            SEATS.c.circle_id == circle.text, SEATS.c.user_id == user_id
        )
    )
    read = {RoomKind(kind): up_to for kind, up_to in rows}
    return {kind: read.get(kind) for kind in _ROOMS.values()}


def _opened(work: UnitOfWork, circle: CircleId, user_id: str) -> frozenset[str]:
    rows = work.connection.execute(
        select(READINGS.c.document_id).where(
            READINGS.c.circle_id == circle.text, READINGS.c.user_id == user_id
        )
    )
    return frozenset(rows.scalars())


def _is_new(
    document: Document, user_id: str, read_up_to: datetime | None, opened: frozenset[str]
) -> bool:
    is_own = document.posted is not None and document.posted.author == user_id
    if is_own or document.id.text in opened or document.standing is not Standing.CURRENT:
        return False
    return read_up_to is None or document.shown_at is None or document.shown_at > read_up_to


def _rank(document: Document) -> tuple[str, datetime, int]:
    moment = document.filed_at.astimezone(UTC)
    return document.day.isoformat(), moment, document.number
