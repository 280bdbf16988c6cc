"""Pictures for a page: bounded, upright, without hidden data (EXIF), without transparency."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from care.standards.pdf.reason import PdfReason, PdfRefused

_MOST_PIXELS = 60_000_000
_LARGEST = 30_000_000
_LONGEST_SIDE = 2_000
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A JPEG and its size in pixels."""

    content: bytes = field(repr=False)
    width: int
    height: int


def prepare_picture(raw: bytes) -> PreparedPicture:
    """The picture as a plain JPEG. Raises PdfRefused."""
    if len(raw) > _LARGEST:
        raise PdfRefused(PdfReason.PICTURE_TOO_BIG)
    # For the whole process, and some libraries turn it on: half a wound would pass for a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _prepare(raw)
    except Image.DecompressionBombError:
        raise PdfRefused(PdfReason.PICTURE_TOO_BIG) from None
    except (OSError, ValueError, TypeError, SyntaxError, IndexError, KeyError, OverflowError):
        raise PdfRefused(PdfReason.PICTURE_UNREADABLE) from None


def _prepare(raw: bytes) -> PreparedPicture:
    with Image.open(BytesIO(raw), formats=_FORMATS) as opened:
        if opened.width * opened.height > _MOST_PIXELS:
            raise PdfRefused(PdfReason.PICTURE_TOO_BIG)
        opened.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened) or opened
        upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        plain = _flatten(upright)
    written = BytesIO()
    plain.save(written, "JPEG", quality=_QUALITY)
    return PreparedPicture(written.getvalue(), plain.width, plain.height)


def _flatten(picture: Image.Image) -> Image.Image:
    """On white: PDF/A-1 knows no transparency."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper
