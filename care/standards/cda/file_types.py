"""What a file is by its first bytes: what senders declare is often wrong, or missing."""

from __future__ import annotations

_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
)
_PDF = b"%PDF-"
_START = 1_024


def recognise(content: bytes) -> str:
    """The media type; empty when the bytes tell nothing."""
    known = (kind for beginning, kind in _BEGINNINGS if content.startswith(beginning))
    return next(known, "application/pdf" if _PDF in content[:_START] else "")
