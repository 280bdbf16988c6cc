"""The documents of a circle, for its archive: what each says, its results, its files by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import TypeAdapter

from care.circles.model import CircleId
from care.documents.contents import content_of, results_in
from care.documents.model import Description, Document, DocumentId, Form, LabResult, Sender
from care.documents.store import load_documents
from care.runtime.units import UnitOfWork, Units

_ENDINGS = {Form.PDF: "pdf", Form.RENDERED: "pdf", Form.CDA: "xml"}
_DESCRIPTION: TypeAdapter[Description] = TypeAdapter(Description)
_RESULTS: TypeAdapter[tuple[LabResult, ...]] = TypeAdapter(tuple[LabResult, ...])
_SENDERS: TypeAdapter[tuple[Sender, ...]] = TypeAdapter(tuple[Sender, ...])


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a document, and its name in the archive."""

    name: str
    document: DocumentId
    form: Form


class Shelf(Protocol):
    """Whoever hands over the files of documents, one at a time."""

    def take(self, file: KeptFile) -> bytes | None:
        """Its content; None when it is no more."""
        ...


class DocumentShelf:
    """The files in our own database."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def take(self, file: KeptFile) -> bytes | None:
        with self._units.database.begin() as connection:
            return content_of(connection, self._units.keys, file.document, file.form)


def list_documents(
    work: UnitOfWork, circle: CircleId
) -> tuple[list[dict[str, Any]], tuple[KeptFile, ...]]:
    """A record of each document, in the order in which they were filed, and every file."""
    records: list[dict[str, Any]] = []
    files: list[KeptFile] = []
    for document in load_documents(work.connection, work.keys, circle):
        own = [
            KeptFile(f"documents/{len(files) + rank:06d}.{_ENDINGS[form]}", document.id, form)
            for rank, form in enumerate(sorted(document.forms), start=1)
        ]
        files += own
        records.append(_record(work, document, own))
    return records, tuple(files)


def _record(work: UnitOfWork, document: Document, files: list[KeptFile]) -> dict[str, Any]:
    results = results_in(work.connection, work.keys, document.id)
    posted = document.posted
    return {
        "id": document.id.text,
        "number": document.label,
        "audience": document.audience.value,
        "standing": document.standing.value,
        "filed_at": document.filed_at.isoformat(),
        "day": document.day.isoformat(),
        "description": _DESCRIPTION.dump_python(document.description, mode="json"),
        "senders": _SENDERS.dump_python(document.senders, mode="json"),
        "results": _RESULTS.dump_python(results, mode="json"),
        "replaced_by": [one.text for one in document.replaced_by],
        "withdrawn_by": document.withdrawn_by,
        "posted": posted and {"event_id": posted.event_id, "author": posted.author},
        "files": {one.form.value: one.name for one in files},
    }
