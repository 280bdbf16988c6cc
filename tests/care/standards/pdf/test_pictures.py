"""Pictures for a page."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from care.standards.pdf.pictures import prepare_picture
from care.standards.pdf.reason import PdfReason, PdfRefused
from tests.care.standards.pdf.letters import picture


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"), ("P", "GIF"), ("L", "JPEG"), ("CMYK", "JPEG"),
     ("RGB", "WEBP"), ("RGB", "TIFF"), ("RGB", "BMP"), ("1", "PNG"), ("I;16", "PNG")],
)  # fmt: skip
def test_every_kind_becomes_a_plain_jpeg(mode: str, kind: str) -> None:
    prepared = prepare_picture(picture(mode, kind))
    with Image.open(BytesIO(prepared.content)) as read:
        assert (read.format, read.mode, read.size) == ("JPEG", "RGB", (40, 30))


def test_what_is_hidden_in_a_photograph_goes_and_it_stands_upright() -> None:
    written = BytesIO()
    shot = Image.new("RGB", (40, 30), "red")
    hidden = shot.getexif()
    hidden[0x0112] = 6
    hidden[0x010E] = "Mme EXEMPLE"
    shot.save(written, "JPEG", exif=hidden)
    prepared = prepare_picture(written.getvalue())
    assert (prepared.width, prepared.height) == (30, 40)
    assert b"EXEMPLE" not in prepared.content
    assert b"Exif" not in prepared.content


def test_large_ones_are_made_smaller() -> None:
    prepared = prepare_picture(picture("L", "PNG", (6_000, 3_000)))
    assert (prepared.width, prepared.height) == (2_000, 1_000)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", PdfReason.PICTURE_UNREADABLE),
        (b"<svg/>", PdfReason.PICTURE_UNREADABLE),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", PdfReason.PICTURE_UNREADABLE),
        (picture()[:60], PdfReason.PICTURE_UNREADABLE),
        (picture("1", "PNG", (12_000, 12_000)), PdfReason.PICTURE_TOO_BIG),
        (b"\x89PNG" + b"0" * 31_000_000, PdfReason.PICTURE_TOO_BIG),
    ],
)
def test_what_is_refused(raw: bytes, reason: PdfReason) -> None:
    with pytest.raises(PdfRefused) as refused:
        prepare_picture(raw)
    assert refused.value.reason is reason
