"""The sheet: A4, one typeface, a footer on each page; points are millimetres from the top left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fpdf import FPDF
from fpdf.enums import DocumentCompliance

from care.standards.pdf.typeface import BOLD, REGULAR, fit

_FAMILY = "letter"
_MARGIN = 20.0
_FOOT = 15.0
_SMALL, _BODY, _TITLE = 8.5, 10.5, 14.0
_LEADING = 0.5  # millimetres of line for each point of size


class Sheet(FPDF):
    """A document to be filled from top to bottom."""

    def __init__(self, title: str, author: str, written: datetime, language: str) -> None:
        super().__init__(format="A4", unit="mm", enforce_compliance=DocumentCompliance.PDFA_1B)
        self._foot = ""
        self.set_creation_date(written)
        self.set_title(fit(title))
        self.set_author(fit(author))
        self.set_lang(language)
        self.add_font(_FAMILY, "", REGULAR)
        self.add_font(_FAMILY, "B", BOLD)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN + 5)

    def start(self, footer: str) -> None:
        """Open the first page."""
        self._foot = fit(footer)
        self.add_page()

    def file_id(self) -> None:
        """None: the library would make one of its clock; what writes the file makes another."""

    def footer(self) -> None:
        """What fpdf2 calls at the end of each page."""
        self.set_y(-_FOOT)
        self.set_font(_FAMILY, "", _SMALL)
        text = (
            f"{self._foot} – {self.page_no()}/{{nb}}" if self._foot else f"{self.page_no()}/{{nb}}"
        )
        self.cell(0, 5, text, align="C")

    def heading(self, text: str) -> None:
        """The title, in bold."""
        self._write(text, _TITLE, bold=True)
        self.gap(2)

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """Running text; its line breaks are kept."""
        self._write(text, _BODY, bold=bold)

    def small(self, text: str) -> None:
        """Text in the size of notes."""
        self._write(text, _SMALL, bold=False)

    def block(self, lines: Sequence[str], left: float, width: float) -> float:
        """Lines in a column from the current height; the height below them."""
        top = self.get_y()
        for number, line in enumerate(lines):
            self.set_x(left)
            self.set_font(_FAMILY, "B" if number == 0 else "", _BODY)
            self.multi_cell(
                width, _BODY * _LEADING, fit(line), align="L", new_x="LMARGIN", new_y="NEXT"
            )
        bottom: float = self.get_y()
        self.set_y(top)
        return bottom

    def tag(self, text: str, left: float, width: float) -> float:
        """A small line centred under something; the height below it."""
        self.set_x(left)
        self.set_font(_FAMILY, "", _SMALL)
        self.cell(width, _SMALL * _LEADING, fit(text), align="C")
        return float(self.get_y() + _SMALL * _LEADING)

    def gap(self, height: float) -> None:
        """Empty paper."""
        self.ln(height)

    def room(self) -> float:
        """How much height is left on the page."""
        return float(self.h - self.b_margin - self.get_y())

    def _write(self, text: str, size: float, *, bold: bool) -> None:
        self.set_x(self.l_margin)
        self.set_font(_FAMILY, "B" if bold else "", size)
        self.multi_cell(0, size * _LEADING, fit(text), align="L", new_x="LMARGIN", new_y="NEXT")
