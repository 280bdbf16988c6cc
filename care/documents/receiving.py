"""Making a document ready: read, described, its results listed, a PDF to show for it.

It takes a while (a PDF may have to be set): do it before the unit of work, where there is a choice.
"""

from __future__ import annotations

from datetime import datetime

from care.documents.model import Caution, Form, Given, Received
from care.documents.rendering import render_pdf
from care.documents.understanding import describe, list_results
from care.runtime.outgoing import LARGEST_FILE

_PDF, _BEGINNING = b"%PDF-", 1024


def receive(given: Given, at: datetime) -> Received:
    """`given`, ready to be filed; `at` dates the PDF that we make when it has none."""
    files: dict[Form, bytes] = {}
    cautions = set()
    if given.cda and len(given.cda) <= LARGEST_FILE:
        files[Form.CDA] = given.cda
    pdf = given.pdf
    if not pdf and given.read and given.read.shown:
        pdf = given.read.shown.content
    if pdf and is_pdf(pdf) and len(pdf) <= LARGEST_FILE:
        files[Form.PDF] = pdf
    elif pdf:
        cautions.add(Caution.FILE_UNREADABLE)
    if Form.PDF not in files and given.read is not None:
        rendered = render_pdf(given.read, at)
        if rendered is None:
            cautions.add(Caution.READ_IN_PART)
        else:
            files[Form.RENDERED] = rendered
    description = describe(given, files.get(Form.PDF, b""), cautions)
    results = list_results(given.read) if given.read else ()
    return Received(description, results, tuple(files.items()))


def is_pdf(content: bytes) -> bool:
    """Whether it begins as one."""
    return _PDF in content[:_BEGINNING]
