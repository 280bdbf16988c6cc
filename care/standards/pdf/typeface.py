"""The letters that our typeface has; a PDF/A must hold every one that it shows."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

_FOLDER = Path(__file__).with_name("fonts")
REGULAR = _FOLDER / "CercleLetter-Regular.ttf"
BOLD = _FOLDER / "CercleLetter-Bold.ttf"
_REPLACED = str.maketrans(
    {
        "\u202f": "\u00a0",
        "\u2009": " ",
        "\u200b": None,
        "\ufeff": None,
        "\t": "    ",
        "\u2610": "[ ]",
        "\u2611": "[x]",
        "\u2713": "v",
        "\u25aa": "•",
        "\u25e6": "•",
    }
)
_UNKNOWN = "?"


def fit(text: str) -> str:
    """`text` in letters that can be printed; one that has no likeness becomes a question mark."""
    known = load_letters()
    plain = unicodedata.normalize("NFC", text.translate(_REPLACED))
    return "".join(
        letter if letter == "\n" or letter in known else _liken(letter, known)
        for letter in plain
        if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cf", "Mn"}
    )


@cache
def load_letters() -> frozenset[str]:
    """The letters of both weights."""
    regular, bold = (TTFont(path, lazy=True).getBestCmap() for path in (REGULAR, BOLD))
    return frozenset(chr(code) for code in regular.keys() & bold.keys())


def _liken(letter: str, known: frozenset[str]) -> str:
    simpler = unicodedata.normalize("NFKD", letter)
    kept = "".join(one for one in simpler if one in known)
    return kept or _UNKNOWN
