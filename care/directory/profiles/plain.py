"""Text without accents or case, letter for letter: positions stay those of what was written."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """`text` in lower case without accents, apostrophes as spaces; of the same length."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    if letter in "'’ʼ\u00a0\u202f\n\t":
        return " "
    if letter in "–—‑":
        return "-"
    base = unicodedata.normalize("NFD", letter.lower())[:1]
    return base or letter
