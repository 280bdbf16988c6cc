"""The pictures of the pages, in docs/pages: small, and left alone while the page looks the same."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops

from tests.docs.pages import DOCS

PAGES = ("day", "patients", "circle", "triage", "sending", "session")
WIDTHS = (390, 820, 1280)
SCHEMES = ("light", "dark")
FOLDER = DOCS / "pages"
_COLOURS = 96
# Letters are not drawn alike everywhere to the last shade.
_SHADE, _SHARE = 48, 0.002


def picture_of(page: str, width: int, scheme: str) -> str:
    """The name of the picture of a page."""
    return f"{page}-{width}-{scheme}.png"


PICTURES = [picture_of(page, w, s) for page in PAGES for w in WIDTHS for s in SCHEMES]


def keep(screenshot: bytes, name: str) -> bool:
    """Write the picture, unless what is kept looks the same; whether it was written."""
    found = Image.open(BytesIO(screenshot)).convert("RGB")
    where = FOLDER / name
    if where.exists() and looks_like(found, Image.open(where).convert("RGB")):
        return False
    FOLDER.mkdir(exist_ok=True)
    small = found.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(where, optimize=True)
    return True


def looks_like(one: Image.Image, other: Image.Image) -> bool:
    """Whether nobody would see a difference."""
    if one.size != other.size:
        return False
    shades = (
        ImageChops.difference(one, other).convert("L").point(lambda v: 255 if v > _SHADE else 0)
    )
    differing = shades.histogram()[255]
    return differing <= _SHARE * one.width * one.height
