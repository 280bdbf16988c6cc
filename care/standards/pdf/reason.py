"""Why a PDF cannot be made."""

from __future__ import annotations

from enum import StrEnum


class PdfReason(StrEnum):
    """What stands in the way."""

    PICTURE_UNREADABLE = "picture_unreadable"
    PICTURE_TOO_BIG = "picture_too_big"
    TOO_LONG = "too_long"
    NOT_A_PDF = "not_a_pdf"
    NOT_ARCHIVABLE = "not_archivable"


class PdfRefused(Exception):
    """Nothing was made. Never quotes what was given."""

    def __init__(self, reason: PdfReason) -> None:
        super().__init__(reason.value)
        self.reason = reason
