"""Making a PDF archivable (PDF/A-1b, ISO 19005-1), and proving it, without a file on disk."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from pikepdf import pdfa

from care.standards.pdf.reason import PdfReason, PdfRefused

_FLAVOUR = "1b"
_LARGEST = 40_000_000
_TRIES = 3


def to_pdfa(raw: bytes, at: datetime) -> bytes:
    """`raw` as PDF/A-1b, validated, changed `at` this moment (with a zone).

    Raises PdfRefused when it cannot be without changing what a page shows.
    """
    if len(raw) > _LARGEST or b"%PDF-" not in raw[:1024]:
        raise PdfRefused(PdfReason.NOT_A_PDF)
    try:
        with pikepdf.open(BytesIO(raw)) as document:
            return _convert(document, at)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError):
        raise PdfRefused(PdfReason.NOT_A_PDF) from None


def is_pdfa(raw: bytes) -> bool:
    """Whether `raw` conforms already."""
    try:
        return _passes(BytesIO(raw))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError):
        return False


def _passes(written: BytesIO) -> bool:
    """Asked again before it is no: while it reads a page, the library takes any warning of the
    process (a socket that another thread left open) for one about that page."""
    return any(_passes_once(written) for _ in range(_TRIES))


def _passes_once(written: BytesIO) -> bool:
    written.seek(0)
    return bool(pdfa.validate_written(written, _FLAVOUR).passed)


def _convert(document: pikepdf.Pdf, at: datetime) -> bytes:
    if "/OpenAction" in document.Root:
        del document.Root["/OpenAction"]
    pdfa.prepare(document, _FLAVOUR)
    _date(document, at)
    settings = pdfa.resolve_save_kwargs(_FLAVOUR, deterministic_id=True)
    written = BytesIO()
    document.save(written, **settings)
    if not _passes(written):
        raise PdfRefused(PdfReason.NOT_ARCHIVABLE)
    return written.getvalue()


def _date(document: pikepdf.Pdf, at: datetime) -> None:
    """The library wrote its own clock's moment: the same letter must be the same bytes."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["xmp:MetadataDate"] = moment.isoformat()
        metadata["xmp:ModifyDate"] = moment.isoformat()
    document.docinfo["/ModDate"] = moment.strftime("D:%Y%m%d%H%M%S+00'00")
