"""Whatever comes, there is a PDF to read, or it is said that there is none."""

from __future__ import annotations

from care.documents.model import Caution, Form, Given
from care.documents.receiving import is_pdf, receive
from care.standards.pdf.conformity import is_pdfa
from care.standards.xdm.model import DocumentEntry
from tests.care.documents.papers import AT, Paper, bare, given, pdf, received, result


def test_the_pdf_beside_is_shown_before_the_one_inside() -> None:
    files = dict(received(Paper("1"), beside=pdf("beside")).files)
    assert files == {Form.CDA: Paper("1").cda, Form.PDF: pdf("beside")}
    assert dict(received(Paper("1")).files)[Form.PDF] == pdf("1")


def test_without_a_pdf_one_is_made_of_its_text() -> None:
    ready = receive(given(Paper("1", embeds=False, results=(result(),))), AT)
    files = dict(ready.files)
    assert set(files) == {Form.CDA, Form.RENDERED}
    assert is_pdfa(files[Form.RENDERED])
    assert ready.has_alert


def test_a_file_that_is_no_pdf_is_said_and_replaced() -> None:
    ready = receive(given(Paper("1", embeds=False), beside=b"MZ not a pdf"), AT)
    assert Caution.FILE_UNREADABLE in ready.description.cautions
    assert set(dict(ready.files)) == {Form.CDA, Form.RENDERED}


def test_a_bare_pdf() -> None:
    ready = bare(pdf("x"))
    assert dict(ready.files) == {Form.PDF: pdf("x")}
    assert ready.results == ()


def test_an_entry_whose_file_is_missing_is_still_a_document() -> None:
    entry = DocumentEntry(unique_id="1.2.3^9", title="Ordonnance")
    cautions = frozenset({Caution.FILE_UNREADABLE})
    ready = receive(Given(entry=entry, cautions=cautions), AT)
    assert (ready.files, ready.description.title) == ((), "Ordonnance")
    assert ready.description.cautions == cautions


def test_what_begins_as_a_pdf() -> None:
    assert is_pdf(b"\n\n%PDF-1.4")
    assert not is_pdf(b"x" * 2_000 + b"%PDF-1.4")
