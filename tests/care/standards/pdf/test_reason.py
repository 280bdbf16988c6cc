"""Every reason is met by a test."""

from __future__ import annotations

from care.standards.pdf.reason import PdfReason, PdfRefused


def test_a_refusal_quotes_nothing() -> None:
    assert [str(PdfRefused(reason)) for reason in PdfReason] == [one.value for one in PdfReason]
