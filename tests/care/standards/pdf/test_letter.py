"""Letters as PDF/A-1b: conforming, the same each time, and readable by a scanner."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from time import sleep

import pikepdf
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from care.identity.datamatrix import parse_datamatrix
from care.standards.pdf.conformity import is_pdfa
from care.standards.pdf.letter import build_letter
from care.standards.pdf.model import Barcode, Letter, Picture
from care.standards.pdf.reason import PdfReason, PdfRefused
from tests.care.identity.strategies import JEANNE
from tests.care.standards.pdf.letters import CODE, LETTER, picture

_RECTANGLE = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (-?[\d.]+) re\s+f\b")


def _first_page(raw: bytes) -> bytes:
    with pikepdf.open(BytesIO(raw)) as document:
        return document.pages[0].Contents.read_bytes()


def _draw(page: bytes) -> Image.Image:
    """The black squares of a page, as a scanner sees them."""
    scale = 4
    paper = Image.new("L", (595 * scale, 842 * scale), 255)
    pen = ImageDraw.Draw(paper)
    for found in _RECTANGLE.finditer(page):
        x, y, width, height = (float(part) * scale for part in found.groups())
        top, bottom = sorted((842 * scale - y, 842 * scale - y - height))
        pen.rectangle((x, top, x + width - 1, bottom - 1), fill=0)
    return paper


def test_it_conforms_and_is_the_same_each_time() -> None:
    raw = build_letter(LETTER)
    assert is_pdfa(raw)
    sleep(1.1)  # a clock that got in would show by now
    assert raw == build_letter(LETTER)


def test_the_datamatrix_on_the_paper_is_the_ins() -> None:
    (found,) = zxingcpp.read_barcodes(_draw(_first_page(build_letter(LETTER))))
    assert found.format == zxingcpp.BarcodeFormat.DataMatrix
    assert found.bytes.decode() == CODE
    assert parse_datamatrix(found.bytes.decode()) == JEANNE


def test_it_says_who_and_what_it_is() -> None:
    with pikepdf.open(BytesIO(build_letter(LETTER))) as document:
        assert str(document.docinfo["/Title"]) == "Lettre d’adressage"
        assert str(document.docinfo["/Author"]) == "Dr Alice FICTIF"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20261120")
        assert str(document.Root.Lang) == "fr-FR"


def test_a_long_letter_goes_on_the_next_pages_with_its_identity_on_the_first_only() -> None:
    raw = build_letter(replace(LETTER, text="Un paragraphe assez long.\n" * 200))
    with pikepdf.open(BytesIO(raw)) as document:
        assert len(document.pages) > 3
        squares = [len(_RECTANGLE.findall(page.Contents.read_bytes())) for page in document.pages]
    assert squares[0] > 100
    assert set(squares[1:]) == {0}


def test_a_bare_letter() -> None:
    assert is_pdfa(build_letter(Letter("Note", "Alice", LETTER.written)))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=30))
def test_any_words_can_be_printed(text: str, title: str) -> None:
    letter = replace(LETTER, text=text, title=title, pictures=(), footer=title)
    assert is_pdfa(build_letter(letter))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "x" * 500_000}, PdfReason.TOO_LONG),
        ({"pictures": (Picture(picture()),) * 21}, PdfReason.TOO_LONG),
        ({"barcode": Barcode("x" * 600)}, PdfReason.TOO_LONG),
        ({"pictures": (Picture(b"no picture"),)}, PdfReason.PICTURE_UNREADABLE),
    ],
)
def test_what_is_refused(changes: dict[str, object], reason: PdfReason) -> None:
    with pytest.raises(PdfRefused) as refused:
        build_letter(replace(LETTER, **changes))  # type: ignore[arg-type]
    assert refused.value.reason is reason


def test_a_moment_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="zone"):
        build_letter(replace(LETTER, written=datetime(2026, 11, 20)))  # noqa: DTZ001


def test_nothing_that_identifies_is_printed_by_mistake() -> None:
    assert "284067635112353" not in repr(LETTER)
    assert "EXEMPLE" not in repr(replace(LETTER, footer=""))
