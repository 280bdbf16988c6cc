"""Telling a clinical document from other XML."""

from __future__ import annotations

import pytest

from care.standards.cda.reader import read_cda
from care.standards.cda.recognition import looks_like_cda
from tests.care.standards.cda.documents import REPORT

CARRIER = (
    b'<?xml version="1.0"?><!-- a style sheet --><xsl:stylesheet version="1.0" '
    b'xmlns:xsl="http://www.w3.org/1999/XSL/Transform">%s</xsl:stylesheet>'
)


@pytest.mark.parametrize(
    ("raw", "is_cda"),
    [
        (REPORT, True),
        (CARRIER % REPORT.partition(b"?>")[2], True),
        (CARRIER % b'<xsl:template match="/n1:ClinicalDocument"/>', False),
        (b"<html>ClinicalDocument</html>", False),
        (b"%PDF-1.4 ClinicalDocument", False),
        (b"", False),
    ],
)
def test_it_is_told_without_parsing(raw: bytes, is_cda: bool) -> None:
    assert looks_like_cda(raw) is is_cda


def test_a_document_that_presents_itself_is_read() -> None:
    read = read_cda(CARRIER % REPORT.partition(b"?>")[2])
    assert read.header.title == "CR du 12/11"
    assert len(read.results) == 3
