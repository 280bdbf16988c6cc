"""Making PDFs archivable, and telling those that are."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Literal

import pikepdf
import pytest
from fpdf import FPDF

from care.standards.pdf.conformity import is_pdfa, to_pdfa
from care.standards.pdf.letter import build_letter
from care.standards.pdf.reason import PdfReason, PdfRefused
from tests.care.standards.pdf.letters import LETTER
from tests.care.standards.people import AT


def _changed(key: str, value: object) -> bytes:
    written = BytesIO()
    with pikepdf.open(BytesIO(build_letter(LETTER))) as document:
        document.Root[key] = value
        document.save(written)
    return written.getvalue()


def test_scripts_and_actions_are_told() -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    assert not is_pdfa(_changed("/OpenAction", script))
    assert is_pdfa(to_pdfa(_changed("/OpenAction", script), AT))


def test_a_pdf_without_its_fonts_cannot_be_archived() -> None:
    page = FPDF()
    page.add_page()
    page.set_font("helvetica", size=12)
    page.cell(text="sans police")
    raw = bytes(page.output())
    assert not is_pdfa(raw)
    with pytest.raises(PdfRefused) as refused:
        to_pdfa(raw, AT)
    assert refused.value.reason is PdfReason.NOT_ARCHIVABLE


@pytest.mark.parametrize("raw", [b"", b"<html>", b"%PDF-1.4 garbage", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf(raw: bytes) -> None:
    assert not is_pdfa(raw)
    with pytest.raises(PdfRefused) as refused:
        to_pdfa(raw, AT)
    assert refused.value.reason is PdfReason.NOT_A_PDF


def test_one_that_conforms_still_does() -> None:
    raw = build_letter(LETTER)
    assert is_pdfa(to_pdfa(raw, AT))


def test_a_warning_about_something_else_is_no_fault_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really, heard = warnings.simplefilter, []

    def while_somebody_leaves_a_socket_open(action: Literal["always", "ignore"]) -> None:
        really(action)
        if not heard:
            heard.append(action)
            warnings.warn("unclosed <socket>", ResourceWarning, stacklevel=1)

    raw = build_letter(LETTER)
    monkeypatch.setattr(warnings, "simplefilter", while_somebody_leaves_a_socket_open)
    assert is_pdfa(raw)
    assert heard
