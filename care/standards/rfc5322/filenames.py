"""Names of attachments: what a stranger wrote, made harmless and still recognisable."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_UNFIT = re.compile(r'[:*?"<>|]')
_LONGEST = 120
_LONGEST_EXTENSION = 16
_EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/dicom": ".dcm",
    "application/ms-tnef": ".dat",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "application/pkcs7-signature": ".p7s",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "text/xml": ".xml",
    "application/xml": ".xml",
}
_NO_NAME = "document"


def make_safe_name(name: str, media_type: str, number: int) -> str:
    """`name` without folders, controls, directions or signs of file systems; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(
        letter for letter in last if not unicodedata.category(letter).startswith(("C", "Zl", "Zp"))
    )
    tidy = " ".join(_UNFIT.sub("_", plain).split()).strip(". ")
    if not tidy:
        return f"{_NO_NAME}-{number}{_extension(media_type)}"
    if _RESERVED.fullmatch(tidy):
        tidy = f"_{tidy}"
    return _shorten(tidy)


def _shorten(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= _LONGEST_EXTENSION:
        return f"{stem[: _LONGEST - len(extension) - 1].rstrip('. ')}.{extension}"
    return name[:_LONGEST].rstrip(". ")


def _extension(media_type: str) -> str:
    return _EXTENSIONS.get(media_type) or mimetypes.guess_extension(media_type) or ".bin"
