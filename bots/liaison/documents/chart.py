"""The values of an examination over time, as a small picture beside the words that say them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from care.standards.pdf.typeface import REGULAR, fit

_SIZE = (900, 520)
_LEFT, _TOP, _RIGHT, _BOTTOM = 110, 70, 40, 80
_INK, _GREY, _BAND, _PAPER = (30, 30, 30), (150, 150, 150), (226, 240, 229), (255, 255, 255)
_SMALL, _LARGE = 24, 30
_DOT = 7
_MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A value: when, how much, how it is written, whether it is to be seen."""

    at: datetime
    amount: float
    label: str
    stands_out: bool = False


def draw_chart(
    title: str, marks: Sequence[Mark], low: float | None = None, high: float | None = None
) -> bytes:
    """A PNG: the marks in order, joined; between `low` and `high` is where they are expected.

    Raises ValueError for fewer than two marks.
    """
    if len(marks) < 2:
        raise ValueError("a curve needs two points")
    picture = Image.new("RGB", _SIZE, _PAPER)
    _Plot(picture, marks, low, high).draw(title)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


class _Plot:
    def __init__(
        self,
        picture: Image.Image,
        marks: Sequence[Mark],
        low: float | None,
        high: float | None,
    ) -> None:
        self._pen = ImageDraw.Draw(picture)
        self._marks, self._low, self._high = marks, low, high
        amounts = [one.amount for one in marks] + [it for it in (low, high) if it is not None]
        spread = (max(amounts) - min(amounts)) or abs(amounts[0]) or 1.0
        self._floor = min(amounts) - spread * 0.12
        self._ceiling = max(amounts) + spread * 0.18
        self._small = ImageFont.truetype(str(REGULAR), _SMALL)
        self._large = ImageFont.truetype(str(REGULAR), _LARGE)

    def draw(self, title: str) -> None:
        self._pen.text((_LEFT - 70, 16), fit(title), _INK, self._large)
        self._draw_band()
        width, height = _SIZE
        self._pen.line(
            [(_LEFT, _TOP), (_LEFT, height - _BOTTOM), (width - _RIGHT, height - _BOTTOM)],
            _GREY,
            2,
        )
        places = [(self._x(one.at), self._y(one.amount)) for one in self._marks]
        self._pen.line(places, _INK, 3, joint="curve")
        step = max(1, -(-len(self._marks) // _MOST_LABELS))
        last = len(self._marks) - 1
        for rank, (one, place) in enumerate(zip(self._marks, places, strict=True)):
            self._dot(place, one)
            if one.stands_out or rank == last or (last - rank) % step == 0:
                self._write_over(place, one.label)
            if (last - rank) % step == 0:
                self._write_under(place[0], f"{one.at:%d/%m/%y}")

    def _draw_band(self) -> None:
        """Where values are expected, with its bounds in figures."""
        if self._low is None and self._high is None:
            return
        top = _TOP if self._high is None else self._y(self._high)
        bottom = _SIZE[1] - _BOTTOM if self._low is None else self._y(self._low)
        self._pen.rectangle([(_LEFT, top), (_SIZE[0] - _RIGHT, bottom)], _BAND)
        for bound in (self._low, self._high):
            if bound is not None:
                text = f"{bound:g}".replace(".", ",")
                self._pen.text((_LEFT - 12, self._y(bound)), text, _GREY, self._small, anchor="rm")

    def _dot(self, place: tuple[float, float], one: Mark) -> None:
        """What stands out is a square, not only another colour."""
        x, y = place
        box = [(x - _DOT, y - _DOT), (x + _DOT, y + _DOT)]
        if one.stands_out:
            self._pen.rectangle(box, _INK)
        else:
            self._pen.ellipse(box, _PAPER, _INK, 3)

    def _write_over(self, place: tuple[float, float], label: str) -> None:
        x = min(max(place[0], _LEFT + 30), _SIZE[0] - _RIGHT - 30)
        self._pen.text((x, place[1] - _DOT - 6), fit(label), _INK, self._small, anchor="mb")

    def _write_under(self, x: float, label: str) -> None:
        x = min(max(x, _LEFT + 30), _SIZE[0] - _RIGHT - 30)
        self._pen.text((x, _SIZE[1] - _BOTTOM + 12), label, _INK, self._small, anchor="mt")

    def _x(self, at: datetime) -> float:
        first, last = self._marks[0].at, self._marks[-1].at
        whole = (last - first).total_seconds() or 1.0
        room = _SIZE[0] - _LEFT - _RIGHT - 80
        return _LEFT + 40 + room * ((at - first).total_seconds() / whole)

    def _y(self, amount: float) -> float:
        share = (amount - self._floor) / (self._ceiling - self._floor)
        return _SIZE[1] - _BOTTOM - share * (_SIZE[1] - _TOP - _BOTTOM)
