"""A sender's shown name that pretends to be something else: said, never hidden. Pure."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

_ADDRESS = re.compile(r"[\w.+-]+\s*[@＠﹫]\s*[\w-]+(?:\.[\w-]+)+")
_FORMAT_ALLOWED = frozenset("\u200c\u200d")  # joiners, needed by some scripts


class Spoof(StrEnum):
    """What is wrong with a shown name."""

    OTHER_ADDRESS = "other-address"  # it holds an address that is not the sender's
    HIDDEN_CHARACTERS = "hidden-characters"  # it turns or hides letters
    MIXED_ALPHABETS = "mixed-alphabets"  # letters of another alphabet among look-alikes


def find_spoof(shown_name: str, address: str) -> Spoof | None:
    """What makes `shown_name` a doubtful name for the sender `address`; None when nothing does."""
    if any(_is_hidden(char) for char in shown_name):
        return Spoof.HIDDEN_CHARACTERS
    plain = unicodedata.normalize("NFKC", shown_name)
    for found in _ADDRESS.findall(plain):
        if re.sub(r"\s", "", found).lower().strip(".") != address.lower():
            return Spoof.OTHER_ADDRESS
    if any(len(_alphabets(word)) > 1 for word in re.findall(r"[^\W\d_]+", plain)):
        return Spoof.MIXED_ALPHABETS
    return None


def _is_hidden(char: str) -> bool:
    kind = unicodedata.category(char)
    return (kind == "Cf" and char not in _FORMAT_ALLOWED) or (kind == "Cc" and char != "\t")


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(char, "").partition(" ")[0] for char in word)
    return {
        name for name in names if name in {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
    }
