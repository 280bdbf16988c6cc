"""Words as people type them: case, accents, hyphens and particles put aside."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
_SHORT_FORMS = {"st": "saint", "ste": "sainte"}

_SMALL_WORDS = tomllib.loads(
    Path(__file__).with_name("small_words.toml").read_text(encoding="utf-8")
)
PARTICLES = frozenset(_SMALL_WORDS["particles"])
FILLERS = PARTICLES | frozenset(_SMALL_WORDS["fillers"])
# What begins the name of many communes, and tells none.
TOO_COMMON = frozenset({"saint", "sainte", "notre", "mont", "val", "bois", "grand", "petit"})
TOO_BROAD = frozenset(_SMALL_WORDS["too_broad"])
TITLES: Mapping[str, frozenset[str]] = {
    said: frozenset(forms) for said, forms in _SMALL_WORDS["titles"].items()
}
_CHATTER = re.compile(rf"\b(?:{'|'.join(_SMALL_WORDS['chatter'])})\b")


def fold(text: str) -> str:
    """`text` in lower case ASCII words separated by one space: `L'Orcher` → `l orcher`."""
    # First without accents: normalizing takes the square of the length of a run of them.
    lowered = unicodedata.normalize("NFKC", _plain(text)).lower().translate(_LIGATURES)
    plain = _plain(unicodedata.normalize("NFD", lowered))
    return _BETWEEN_WORDS.sub(" ", plain).strip()


def _plain(text: str) -> str:
    return "".join(c for c in text if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of `text`, with "st" and "ste" written out."""
    return [_SHORT_FORMS.get(word, word) for word in fold(text).split()]


def telling_words(text: str) -> list[str]:
    """The words of `text` without what one says around a question; all when nothing is left."""
    every = words(text)
    return _CHATTER.sub(" ", " ".join(every)).split() or every


def joined(text: str) -> str:
    """The folded words of `text` in one: `Sage-femme` → `sagefemme`."""
    return "".join(words(text))


def spellings(name: str) -> frozenset[str]:
    """The words by which `name` may be typed: each one, with its particles, and all in one."""
    parts = words(name)
    forms = {part for part in parts if part not in PARTICLES}
    for start in range(len(parts)):
        for end in range(start + 2, len(parts) + 1):
            forms.add("".join(parts[start:end]))
    return frozenset(forms or parts)
