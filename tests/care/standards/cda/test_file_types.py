"""A file is what its first bytes say."""

from __future__ import annotations

import pytest

from care.standards.cda.file_types import recognise


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 x", "application/pdf"),
        (b"\r\n\r\n%PDF-1.4", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"II*\0abc", "image/tiff"),
        (b"MM\0*abc", "image/tiff"),
        (b"{\\rtf1 x}", "application/rtf"),
        ("Cher confrère".encode(), ""),
        (b"x" * 2_000 + b"%PDF-", ""),
        (b"", ""),
    ],
)
def test_kinds(content: bytes, kind: str) -> None:
    assert recognise(content) == kind
