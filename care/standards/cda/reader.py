"""Reading a clinical document: the header always, then whatever its body holds."""

from __future__ import annotations

from care.standards.cda.body import body_kind, read_file, read_media, read_sections
from care.standards.cda.header import read_header
from care.standards.cda.laboratory import read_laboratory
from care.standards.cda.model import BodyKind, CdaDocument
from care.standards.cda.reason import CdaFault, CdaReason, CdaRefused
from care.standards.cda.recognition import find_document
from care.standards.cda.references import find_passages
from care.standards.markup import LARGEST, MarkupRefused, parse_markup

_LABORATORY_REPORT = "11502-2"


def read_cda(raw: bytes, largest: int = LARGEST) -> CdaDocument:
    """The document in `raw`, of any template. Raises CdaRefused only for what is not one.

    What is missing or odd in it is listed in its `faults`.
    """
    try:
        markup = parse_markup(raw, largest)
    except MarkupRefused as refused:
        raise CdaRefused(CdaReason(refused.reason.value)) from None
    root = find_document(markup.root)
    if root is None:
        raise CdaRefused(CdaReason.NOT_A_DOCUMENT)
    faults = {CdaFault.CHARSET_WRONG} if markup.is_charset_wrong else set()
    header = read_header(root, faults)
    kind, body = body_kind(root)
    if body is None:
        return CdaDocument(header, kind, faults=frozenset(faults | {CdaFault.NO_BODY}))
    if kind is BodyKind.FILE:
        return CdaDocument(header, kind, read_file(body, faults), faults=frozenset(faults))
    references = find_passages(root)
    is_report = header.code is not None and header.code.code == _LABORATORY_REPORT
    media = read_media(body, references, faults)
    sections = read_sections(body, references, faults)
    chapters = read_laboratory(body, references, faults, is_report=is_report)
    return CdaDocument(header, kind, media, sections, chapters, frozenset(faults))
