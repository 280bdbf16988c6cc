"""The sheet."""

from __future__ import annotations

from care.standards.pdf.page import Sheet
from tests.care.standards.people import AT


def _sheet() -> Sheet:
    sheet = Sheet("Titre", "Alice", AT, "fr-FR")
    sheet.start("Pied")
    return sheet


def test_columns_start_at_the_same_height() -> None:
    sheet = _sheet()
    top = sheet.get_y()
    long = sheet.block(["a", "b", "c"], sheet.l_margin, 60)
    assert sheet.get_y() == top
    short = sheet.block(["a"], 110, 60)
    assert long > short > top


def test_room_goes_with_what_is_written_until_a_new_page() -> None:
    sheet = _sheet()
    before = sheet.room()
    sheet.heading("Titre")
    sheet.paragraph("a\nb")
    sheet.small("c")
    assert sheet.room() < before
    sheet.paragraph("x\n" * 80)
    assert sheet.page_no() == 2


def test_a_tag_is_below_what_it_names() -> None:
    sheet = _sheet()
    assert sheet.tag("INS", 150, 20) > sheet.get_y()
