"""Reading pieces of documents in tests."""

from __future__ import annotations

from lxml import etree

from care.standards.cda.model import CdaDocument, Result
from care.standards.cda.reader import read_cda
from care.standards.cda.references import References, find_passages

_OPEN = '<x xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</x>'


def element(markup: str) -> etree._Element:
    """One element, in the namespace of HL7."""
    return etree.fromstring(_OPEN.format(markup))[0]


def around(markup: str) -> etree._Element:
    """An element that holds these."""
    return etree.fromstring(_OPEN.format(markup))


def passages(markup: str) -> References:
    """The named passages of a text."""
    return find_passages(around(f"<text>{markup}</text>"))


def results(raw: bytes) -> dict[str, Result]:
    """The results of a document, by name."""
    document: CdaDocument = read_cda(raw)
    return {one.name: one for one in document.results}
