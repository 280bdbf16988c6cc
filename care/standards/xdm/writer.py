"""Writing an IHE_XDM.ZIP with one subset; the same bytes for the same input."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from string import Template

from care.standards.xdm.archive import ArchiveFile
from care.standards.xdm.metadata import DeclaredDocument
from care.standards.xdm.metadata_writing import write_metadata
from care.standards.xdm.model import DocumentEntry, Submission
from care.standards.xdm.reader import sha1_of

_HERE = Path(__file__).parent
_SUBSET = "IHE_XDM/SUBSET01"
_EXTENSIONS = {"text/xml": "XML", "application/pdf": "PDF", "text/plain": "TXT"}
_READABLE_BY_ALL = 0o100644
_EARLIEST_YEAR, _LATEST_YEAR = 1980, 2107


@dataclass(frozen=True, slots=True)
class OutgoingDocument:
    """A document to send: its bytes, and what metadata says of it."""

    entry: DocumentEntry
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Presentation:
    """What people who open the archive by hand are told."""

    sender: str
    product: str


def write_xdm(
    submission: Submission,
    documents: Sequence[OutgoingDocument],
    presentation: Presentation,
    written: datetime,
    others: Sequence[ArchiveFile] = (),
) -> bytes:
    """The archive. `others` lie beside the documents (a PDF to read), undeclared.

    Raises ValueError without a document, or for a moment without a zone.
    """
    if not documents:
        raise ValueError("an archive holds a document at least")
    declared = [_declare(one, number) for number, one in enumerate(documents, start=1)]
    files = [
        ArchiveFile("README.TXT", _readme(presentation)),
        ArchiveFile("INDEX.HTM", _index(presentation, declared)),
        ArchiveFile(f"{_SUBSET}/METADATA.XML", write_metadata(submission, declared)),
        *(
            ArchiveFile(f"{_SUBSET}/{one.uri}", document.content)
            for one, document in zip(declared, documents, strict=True)
        ),
        *(ArchiveFile(f"{_SUBSET}/{one.name}", one.content) for one in others),
    ]
    return _pack(files, written)


def _declare(document: OutgoingDocument, number: int) -> DeclaredDocument:
    extension = _EXTENSIONS.get(document.entry.mime_type, "BIN")
    entry = document.entry
    if not entry.entry_id:
        entry = replace(entry, entry_id=f"Document{number:02d}")
    size, digest = str(len(document.content)), sha1_of(document.content)
    return DeclaredDocument(entry, f"DOC{number:04d}.{extension}", size, digest)


def _readme(presentation: Presentation) -> bytes:
    words = {"sender": presentation.sender, "product": presentation.product}
    text = Template((_HERE / "readme.txt").read_text(encoding="utf-8")).substitute(words)
    return text.replace("\n", "\r\n").encode()


def _index(presentation: Presentation, documents: Sequence[DeclaredDocument]) -> bytes:
    items = "\n".join(
        f'<li><a href="{_SUBSET}/{one.uri}">{html.escape(one.entry.title)}</a></li>'
        for one in documents
    )
    words = {
        "sender": html.escape(presentation.sender),
        "product": html.escape(presentation.product),
        "documents": items,
    }
    return Template((_HERE / "index.html").read_text(encoding="utf-8")).substitute(words).encode()


def _pack(files: Sequence[ArchiveFile], written: datetime) -> bytes:
    year = min(max(written.year, _EARLIEST_YEAR), _LATEST_YEAR)
    moment = (year, written.month, written.day, written.hour, written.minute, written.second)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.path, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE_BY_ALL << 16
            archive.writestr(entry, file.content)
    return packed.getvalue()
