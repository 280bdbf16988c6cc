"""A sentence without accents or case that remembers where each letter was written."""

from __future__ import annotations

import unicodedata

_SPACES = "'’ʼ\u00a0\u202f\n\t\r"
_DASHES = "–—‑−"


def plain(text: str) -> str:
    """`text` in lower case without accents, apostrophes as spaces; of the same length."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    if letter in _SPACES:
        return " "
    if letter in _DASHES:
        return "-"
    return unicodedata.normalize("NFD", letter.lower())[:1] or letter
