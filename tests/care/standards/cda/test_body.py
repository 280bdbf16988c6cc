"""Files and sections of a body."""

from __future__ import annotations

import base64
import zlib

import pytest

from care.standards.cda.model import BodyKind
from care.standards.cda.reader import read_cda
from care.standards.cda.reason import CdaFault
from tests.care.standards.cda.documents import (
    COPY,
    LETTER,
    PDF,
    REPORT,
    document,
    file_body,
    section,
    sections,
)


def _media(value: str, title: str = "") -> str:
    said = (
        f"<component><observation><code code='69764-9'/><text>{title}</text></observation>"
        "</component>"
    )
    return (
        f"<entry><organizer><code code='55107-7'/>{said}<component><observationMedia>{value}"
        "</observationMedia></component></organizer></entry>"
    )


def test_the_file_of_an_n1_is_the_document() -> None:
    read = read_cda(LETTER)
    assert read.body is BodyKind.FILE
    assert read.shown is not None
    assert read.shown.content == PDF
    assert read.faults == frozenset()


def test_the_copy_in_an_n3_is_what_people_read_first() -> None:
    read = read_cda(REPORT)
    assert read.body is BodyKind.SECTIONS
    assert read.shown is not None
    assert read.shown.content == PDF
    assert [one.title for one in read.sections] == ["BIOCHIMIE"]


def test_a_file_beside_the_text_is_an_attachment() -> None:
    encoded = base64.b64encode(PDF).decode()
    value = f'<value mediaType="application/pdf" representation="B64">{encoded}</value>'
    read = read_cda(document(sections(section("Documents", "voir", _media(value, "CR ancien")))))
    assert read.shown is None
    assert [(one.title, one.is_pdf, one.is_copy) for one in read.media] == [
        ("CR ancien", True, False)
    ]


def test_an_n1_in_plain_text() -> None:
    body = (
        "<component><nonXMLBody><text mediaType='text/plain'>Bonjour &amp; merci</text>"
        "</nonXMLBody></component>"
    )
    read = read_cda(document(body))
    assert [(one.media_type, one.content) for one in read.media] == [
        ("text/plain", b"Bonjour & merci")
    ]
    assert read.shown is None


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("", CdaFault.NO_BODY),
        ("<component/>", CdaFault.NO_BODY),
        ("<component><nonXMLBody/></component>", CdaFault.NO_BODY),
        ("<component><nonXMLBody><text/></nonXMLBody></component>", CdaFault.NO_BODY),
        (
            "<component><nonXMLBody><text><reference value='x.pdf'/></text></nonXMLBody>"
            "</component>",
            CdaFault.MEDIA_ELSEWHERE,
        ),
        (
            "<component><nonXMLBody><text representation='B64'>é!</text></nonXMLBody></component>",
            CdaFault.MEDIA_UNREADABLE,
        ),
        (
            "<component><nonXMLBody><text representation='B64'></text></nonXMLBody></component>",
            CdaFault.MEDIA_UNREADABLE,
        ),
    ],
)
def test_what_is_wrong_with_a_body_is_said(body: str, fault: CdaFault) -> None:
    read = read_cda(document(body))
    assert fault in read.faults
    assert read.header.title == "CR du 12/11"


@pytest.mark.parametrize("packed", [zlib.compress(PDF), zlib.compress(PDF)[2:-4], PDF])
def test_compressed_files_are_opened_and_false_ones_taken_as_they_are(packed: bytes) -> None:
    read = read_cda(document(file_body(packed, 'mediaType="application/pdf" compression="DF"')))
    assert read.shown is not None
    assert read.shown.content == PDF


def test_what_calls_itself_a_pdf_and_is_none_is_not_shown_as_one() -> None:
    read = read_cda(document(file_body(b"<script>")))
    assert read.shown is None
    assert len(read.media) == 1


def test_sections_keep_their_nesting_and_authors() -> None:
    inner = section("Dedans", "texte", head="<code code='1'/>")
    outer = (
        "<component><section><title>Dehors</title><text/><author><assignedAuthor><assignedPerson>"
        f"<name>X</name></assignedPerson></assignedAuthor></author>{inner}</section></component>"
    )
    read = read_cda(document(sections(outer)))
    (one,) = read.sections
    assert (one.title, one.narrative.is_empty, str(one.authors[0].name)) == ("Dehors", True, "X")
    assert one.sections[0].narrative.text == "texte"


def test_sections_below_the_depth_are_left_out_and_said() -> None:
    nested = section("fond", "x")
    for _ in range(30):
        nested = section("niveau", nested=nested)
    read = read_cda(document(sections(nested)))
    assert CdaFault.TOO_DEEPLY_NESTED in read.faults


def test_the_copy_is_not_a_section() -> None:
    assert read_cda(document(sections(COPY))).sections == ()
