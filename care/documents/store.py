"""Reading and writing the documents of circles, and by what they are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from care.circles.model import CircleId
from care.documents.model import (
    Audience,
    Description,
    Document,
    DocumentId,
    Form,
    Posted,
    Sender,
    Standing,
)
from care.documents.tables import DOCUMENT_LINKS as LINKS
from care.documents.tables import DOCUMENTS
from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_CONTEXT = "documents.details"
_BATCH = 400
_LARGEST_FAMILY = 1_000
_KIN = ("id", "set", "replaces")


@dataclass(frozen=True, slots=True)
class _Details:
    description: Description
    senders: tuple[Sender, ...] = ()
    addressees: tuple[str, ...] = ()
    forms: frozenset[Form] = frozenset()
    posted: Posted | None = None
    replaced_by: tuple[DocumentId, ...] = ()
    withdrawn_by: str = ""


_DETAILS: TypeAdapter[_Details] = TypeAdapter(_Details)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a document is shown: the room, the transaction ids of its card, of its PDF, and of all
    that tells what it holds; a token of what the card says, whether an alert of it has rung.
    """

    at: datetime | None = None
    room: str = ""
    token: str = ""
    card: str = ""
    file: str = ""
    said: tuple[str, ...] = ()
    rung: bool = False


def next_number(connection: Connection, circle: CircleId, audience: Audience) -> int:
    """The number of the next document for this audience."""
    last = connection.execute(
        select(func.max(DOCUMENTS.c.number)).where(
            DOCUMENTS.c.circle_id == circle.text, DOCUMENTS.c.audience == audience.value
        )
    ).scalar()
    return (last or 0) + 1


def add_document(work: UnitOfWork, document: Document) -> None:
    """Keep a new document, to be shown."""
    work.connection.execute(
        DOCUMENTS.insert().values(
            id=document.id.text,
            circle_id=document.circle.text,
            filed_at=document.filed_at,
            **_changing(work.keys, document),
        )
    )
    _link(work, document)


def save_document(work: UnitOfWork, document: Document) -> None:
    """Keep how a document is now, to be shown so."""
    work.connection.execute(
        update(DOCUMENTS)
        .where(DOCUMENTS.c.id == document.id.text)
        .values(_changing(work.keys, document))
    )
    _link(work, document)


def load_document(connection: Connection, keys: KeyRing, document: DocumentId) -> Document | None:
    """The document with this id."""
    found = _select(connection, keys, DOCUMENTS.c.id == document.text)
    return found[0] if found else None


def load_documents(connection: Connection, keys: KeyRing, circle: CircleId) -> list[Document]:
    """All the documents of a circle, in the order in which they were filed."""
    return _select(connection, keys, DOCUMENTS.c.circle_id == circle.text)


def find_called(
    connection: Connection, keys: KeyRing, circle: CircleId, audience: Audience, number: int
) -> Document | None:
    """The document with this number."""
    here = (DOCUMENTS.c.audience == audience.value) & (DOCUMENTS.c.number == number)
    found = _select(connection, keys, (DOCUMENTS.c.circle_id == circle.text) & here)
    return found[0] if found else None


def find_known(work: UnitOfWork, circle: CircleId, ids: Iterable[str]) -> list[Document]:
    """The documents known under one of these unique ids."""
    tokens = [token_of(work.keys, "id", one) for one in ids]
    return _linked(work, circle, ("id",), tokens)


def find_of_set(work: UnitOfWork, circle: CircleId, set_id: str) -> list[Document]:
    """The versions of a document."""
    return _linked(work, circle, ("set",), [token_of(work.keys, "set", set_id)]) if set_id else []


def find_of_pdf(work: UnitOfWork, circle: CircleId, digest: str) -> list[Document]:
    """The documents with this very PDF."""
    return _linked(work, circle, ("pdf",), [token_of(work.keys, "pdf", digest)])


def load_family(work: UnitOfWork, document: Document) -> list[Document]:
    """A document and all those that may take its place, or whose place it may take."""
    links, known = LINKS.c, {document.id.text}
    waiting = {token for kind, token in _tokens(work.keys, document) if kind in _KIN}
    asked: set[str] = set()
    while waiting and len(known) < _LARGEST_FAMILY:
        batch = sorted(waiting)[:_BATCH]
        waiting.difference_update(batch)
        asked.update(batch)
        here = (links.circle_id == document.circle.text) & links.kind.in_(_KIN)
        rows = work.connection.execute(
            select(links.document_id).where(here, links.token.in_(batch)).distinct()
        )
        found = set(rows.scalars()) - known
        known |= found
        for some in _batches(sorted(found)):
            tokens = select(links.token).where(here, links.document_id.in_(some))
            waiting |= set(work.connection.execute(tokens).scalars()) - asked
    found_documents = []
    for some in _batches(sorted(known)):
        found_documents += _select(work.connection, work.keys, DOCUMENTS.c.id.in_(some))
    return found_documents


def unsettled_documents(work: UnitOfWork, circle: CircleId) -> list[Document]:
    """Those that the rooms do not show as they are."""
    here = (DOCUMENTS.c.circle_id == circle.text) & DOCUMENTS.c.unsettled
    return _select(work.connection, work.keys, here)


def mark_unsettled(connection: Connection, documents: Iterable[DocumentId]) -> None:
    """Have these shown again."""
    for some in _batches([one.text for one in documents]):
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id.in_(some)).values(unsettled=True))


def load_shown(connection: Connection, document: DocumentId) -> Shown:
    """How a document is shown."""
    row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document.text)).one()
    said = tuple(row.said.split())
    return Shown(row.shown_at, row.shown_in, row.shown, row.card, row.file, said, row.rung)


def save_shown(connection: Connection, document: DocumentId, shown: Shown) -> None:
    """Note how a document is shown: as it is."""
    connection.execute(
        update(DOCUMENTS)
        .where(DOCUMENTS.c.id == document.text)
        .values(
            unsettled=False,
            shown_at=shown.at,
            shown_in=shown.room,
            shown=shown.token,
            card=shown.card,
            file=shown.file,
            said=" ".join(shown.said),
            rung=shown.rung,
        )
    )


def forget_cards(connection: Connection, documents: Iterable[DocumentId]) -> None:
    """Their cards are in a room that goes on elsewhere: what changes is written anew there.

    What was said of them there, and their PDF, still go the day they go.
    """
    said = func.trim(DOCUMENTS.c.said + " " + DOCUMENTS.c.file)
    for some in _batches([one.text for one in documents]):
        connection.execute(
            update(DOCUMENTS).where(DOCUMENTS.c.id.in_(some)).values(card="", file="", said=said)
        )


def show_file_again(connection: Connection, document: DocumentId) -> None:
    """Its PDF is another one now; the one that was shown goes the day the document goes."""
    shown = load_shown(connection, document)
    if shown.file:
        save_shown(connection, document, replace(shown, file="", said=(*shown.said, shown.file)))
        mark_unsettled(connection, [document])


def erase_posted(work: UnitOfWork, document: Document) -> None:
    """Forget a file that its author erased."""
    for table, column in ((LINKS, LINKS.c.document_id), (DOCUMENTS, DOCUMENTS.c.id)):
        work.connection.execute(delete(table).where(column == document.id.text))


def token_of(keys: KeyRing, kind: str, value: str) -> str:
    """A blind index; what a document replaces is looked up among the ids of others."""
    return keys.blind(value, f"documents.{'id' if kind == 'replaces' else kind}")


def _link(work: UnitOfWork, document: Document) -> None:
    for kind, token in _tokens(work.keys, document):
        work.connection.execute(
            insert_into(work.connection, LINKS)
            .on_conflict_do_nothing(index_elements=["circle_id", "token", "kind", "document_id"])
            .values(
                circle_id=document.circle.text,
                token=token,
                kind=kind,
                document_id=document.id.text,
            )
        )


def _tokens(keys: KeyRing, document: Document) -> set[tuple[str, str]]:
    told = document.description
    values = [("id", one) for one in told.ids]
    values += [("replaces", one) for one in told.replaces]
    values += [("set", told.set_id)] if told.set_id else []
    values += [("pdf", told.digest)] if told.digest else []
    return {(kind, token_of(keys, kind, value)) for kind, value in values}


def _linked(
    work: UnitOfWork, circle: CircleId, kinds: Iterable[str], tokens: list[str]
) -> list[Document]:
    links, found = LINKS.c, []
    for some in _batches(tokens):
        here = (links.circle_id == circle.text) & links.kind.in_(list(kinds))
        ids = select(links.document_id).where(here, links.token.in_(some))
        found += _select(work.connection, work.keys, DOCUMENTS.c.id.in_(ids))
    return found


def _select(
    connection: Connection, keys: KeyRing, condition: ColumnElement[bool]
) -> list[Document]:
    query = select(DOCUMENTS).where(condition).order_by(DOCUMENTS.c.filed_at, DOCUMENTS.c.id)
    return [_document(keys, row) for row in connection.execute(query)]


def _changing(keys: KeyRing, document: Document) -> dict[str, object]:
    details = _Details(
        document.description,
        document.senders,
        document.addressees,
        document.forms,
        document.posted,
        document.replaced_by,
        document.withdrawn_by,
    )
    return {
        "audience": document.audience.value,
        "number": document.number,
        "standing": document.standing.value,
        "has_alert": document.has_alert,
        "unsettled": document.posted is None,
        "details": keys.seal(_DETAILS.dump_json(details), _CONTEXT),
    }


def _document(keys: KeyRing, row: Row[Any]) -> Document:
    details = _DETAILS.validate_json(keys.unseal(row.details, _CONTEXT))
    document = Document(
        id=DocumentId(row.id),
        circle=CircleId(row.circle_id),
        number=row.number,
        audience=Audience(row.audience),
        standing=Standing(row.standing),
        filed_at=row.filed_at,
        description=details.description,
        senders=details.senders,
        addressees=details.addressees,
        forms=details.forms,
        has_alert=row.has_alert,
        shown_at=row.shown_at,
    )
    return replace(
        document,
        posted=details.posted,
        replaced_by=details.replaced_by,
        withdrawn_by=details.withdrawn_by,
    )


def _batches(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
