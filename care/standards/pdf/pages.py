"""The pages of a scanned document: a fax is one TIFF of several, and none may be lost."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

_MOST_PIXELS = 60_000_000
_LARGEST = 30_000_000
_FORMATS = ("TIFF",)


def split_pages(raw: bytes, most: int) -> Iterator[bytes]:
    """Each page as a picture of its own; the file itself when it holds one, or is no scan."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            pages = list(_split(raw, most)) if len(raw) <= _LARGEST else []
    except (
        OSError, ValueError, TypeError, SyntaxError, IndexError, KeyError, OverflowError,
        Image.DecompressionBombError,
    ):  # fmt: skip
        pages = []
    yield from pages or [raw]


def _split(raw: bytes, most: int) -> Iterator[bytes]:
    with Image.open(BytesIO(raw), formats=_FORMATS) as opened:
        count = getattr(opened, "n_frames", 1)
        for number in range(min(count, most) if count > 1 else 0):
            opened.seek(number)
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValueError("a page too large")
            written = BytesIO()
            opened.convert("L" if opened.mode in {"1", "L"} else "RGB").save(written, "PNG")
            yield written.getvalue()
