"""The pages of a scan: all of them, in order, within bounds."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from care.standards.pdf.pages import split_pages


def scan(*widths: int, mode: str = "1") -> bytes:
    first, *others = [Image.new(mode, (width, 10)) for width in widths]
    written = BytesIO()
    first.save(written, "TIFF", save_all=True, append_images=others)
    return written.getvalue()


def widths(raw: bytes, most: int = 20) -> list[int]:
    return [Image.open(BytesIO(page)).width for page in split_pages(raw, most)]


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "CMYK"])
def test_every_page_in_order(mode: str) -> None:
    assert widths(scan(11, 12, 13, mode=mode)) == [11, 12, 13]


def test_no_more_than_asked() -> None:
    assert widths(scan(*range(10, 40)), most=5) == [10, 11, 12, 13, 14]


@pytest.mark.parametrize("raw", [scan(11), b"not a scan", b"II*\0" + b"\xff" * 40, b""])
def test_one_page_or_none_stays_as_it_is(raw: bytes) -> None:
    assert list(split_pages(raw, 5)) == [raw]
