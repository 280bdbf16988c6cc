"""How names are written for the INSi, and how they are compared (never how they are shown)."""

from __future__ import annotations

import re
import unicodedata

# What decomposition leaves whole.
_LETTERS = str.maketrans(
    {"Œ": "OE", "Æ": "AE", "Ø": "O", "Đ": "D", "Ð": "D", "Ł": "L", "Þ": "TH", "Ħ": "H", "ẞ": "SS"}
)
_APOSTROPHES = re.compile(r"[’‘ʼʹ`´′ʻ]")
_HYPHENS = re.compile(r"[‐‑‒–—−_]")
_OTHERS = re.compile(r"[^A-Z' -]+")
_SPACES = re.compile(r" +")
_INSI = re.compile(r"[A-Z'](?:[A-Z' -]*[A-Z'-])?")


def to_insi_form(name: str) -> str:
    """`name` in the INSi's alphabet: A–Z, space, apostrophe, hyphen; letters first.

    Accents and ligatures are undone; anything else becomes a space. May be empty.
    """
    marked = _HYPHENS.sub("-", _APOSTROPHES.sub("'", name))
    plain = _without_marks(_without_marks(marked).upper()).translate(_LETTERS)
    return _SPACES.sub(" ", _OTHERS.sub(" ", plain)).strip(" ").lstrip(" -")


def is_insi_form(name: str) -> bool:
    """Whether `name` is already written as the INSi writes names."""
    return bool(_INSI.fullmatch(name))


def fold(name: str) -> str:
    """What is left of `name` to compare: letters, and single spaces for all that is not one."""
    return _SPACES.sub(" ", to_insi_form(name).replace("-", " ").replace("'", " ")).strip(" ")


def starts_as_words(whole: str, start: str) -> bool:
    """Whether folded `whole` begins with all the words of folded `start`."""
    return bool(start) and f"{whole} ".startswith(f"{start} ")


def is_one_slip_away(one: str, other: str) -> bool:
    """Whether one letter typed wrong, too much, too few, or two swapped, separate the two texts."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    rest, other_rest = shorter[start:], longer[start:]
    swapped = rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:]
    return rest[1:] == other_rest[1:] or swapped


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
