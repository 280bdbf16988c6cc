"""Setting a plain letter as PDF/A-1b: the same bytes for the same letter."""

from __future__ import annotations

from io import BytesIO

from fpdf.errors import FPDFException
from ppf.datamatrix import DataMatrix

from care.standards.pdf.conformity import to_pdfa
from care.standards.pdf.model import Barcode, Letter, Picture
from care.standards.pdf.page import Sheet
from care.standards.pdf.pictures import prepare_picture
from care.standards.pdf.reason import PdfReason, PdfRefused

_LONGEST_TEXT = 400_000
_MOST_PICTURES = 20
_MODULE = 0.5  # millimetres: readable by the scanners of pharmacies
_QUIET = 2.0
_LABEL = 26.0
_LONGEST_BARCODE = 500
_COLUMN = 80.0
_TALLEST_PICTURE = 150.0
_MILLIMETRES_PER_PIXEL = 25.4 / 150


def build_letter(letter: Letter) -> bytes:
    """The PDF. Raises PdfRefused; ValueError for a moment without a zone.

    Whoever prints an INS or its datamatrix has asked `check_may_send_ins` first.
    """
    if letter.written.utcoffset() is None:
        raise ValueError("a letter needs a moment with its zone")
    barcode = letter.barcode.text if letter.barcode else ""
    if (
        len(letter.text) > _LONGEST_TEXT
        or len(letter.pictures) > _MOST_PICTURES
        or len(barcode) > _LONGEST_BARCODE
    ):
        raise PdfRefused(PdfReason.TOO_LONG)
    sheet = Sheet(letter.title, letter.author, letter.written, letter.language)
    try:
        _fill(sheet, letter)
        return to_pdfa(bytes(sheet.output()), letter.written)
    except FPDFException:
        raise PdfRefused(PdfReason.TOO_LONG) from None


def _fill(sheet: Sheet, letter: Letter) -> None:
    sheet.start(letter.footer)
    _write_parties(sheet, letter)
    if letter.identity or letter.barcode:
        _write_identity(sheet, letter)
    sheet.heading(letter.title)
    sheet.paragraph(letter.text)
    for picture in letter.pictures:
        _place_picture(sheet, picture)


def _write_parties(sheet: Sheet, letter: Letter) -> None:
    left = sheet.block(letter.sender, sheet.l_margin, _COLUMN)
    right = sheet.block(letter.recipient, sheet.w - sheet.r_margin - _COLUMN, _COLUMN)
    sheet.set_y(max(left, right))
    if letter.dateline:
        sheet.gap(3)
        sheet.paragraph(letter.dateline)
    sheet.gap(4)


def _write_identity(sheet: Sheet, letter: Letter) -> None:
    """The traits in a frame; the datamatrix at their right, under what to do with it."""
    top = sheet.get_y()
    taken = _draw_barcode(sheet, letter.barcode, top) if letter.barcode else (0.0, 0.0)
    width = sheet.epw - taken[0] - 4
    sheet.set_y(top + 2)
    bottom = sheet.block(
        [f"{name} : {value}" for name, value in letter.identity], sheet.l_margin + 2, width
    )
    height = max(bottom - top, taken[1]) + 2
    sheet.set_draw_color(120)
    sheet.rect(sheet.l_margin, top, sheet.epw, height)
    sheet.set_y(top + height)
    sheet.gap(5)


def _draw_barcode(sheet: Sheet, barcode: Barcode, top: float) -> tuple[float, float]:
    """Black squares on white; the width and height taken."""
    modules = DataMatrix(barcode.text).matrix
    side = len(modules) * _MODULE
    width = max(side, _LABEL if barcode.label else 0.0)
    start = sheet.w - sheet.r_margin - width - _QUIET
    left = start + (width - side) / 2
    sheet.set_fill_color(0)
    for row, cells in enumerate(modules):
        for column, is_dark in enumerate(cells):
            if is_dark:
                x, y = left + column * _MODULE, top + _QUIET + row * _MODULE
                sheet.rect(x, y, _MODULE, _MODULE, style="F")
    sheet.set_y(top + _QUIET + side + 1)
    below = sheet.tag(barcode.label, start, width) if barcode.label else sheet.get_y()
    return width + 2 * _QUIET, below - top


def _place_picture(sheet: Sheet, picture: Picture) -> None:
    prepared = prepare_picture(picture.content)
    scale = min(
        _MILLIMETRES_PER_PIXEL, sheet.epw / prepared.width, _TALLEST_PICTURE / prepared.height
    )
    width, height = prepared.width * scale, prepared.height * scale
    if sheet.room() < height + 12:
        sheet.add_page()
    sheet.gap(4)
    sheet.image(BytesIO(prepared.content), x=sheet.l_margin + sheet.c_margin, w=width, h=height)
    sheet.gap(1)
    if picture.caption:
        sheet.small(picture.caption)
