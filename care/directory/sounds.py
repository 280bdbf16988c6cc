"""How a French name sounds, roughly: what is dictated is spelled as the telephone likes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# In order, on folded words: each spelling becomes one letter for its sound.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(spelled), heard)
    for spelled, heard in (
        (r"ph", "f"),
        (r"(?<=[aeiouy])s(?=[aeiouy])", "z"),
        (r"sc(?=[eiy])", "s"),
        (r"s?ch", "1"),
        (r"sh", "1"),
        (r"h", ""),
        (r"ge?(?=[eiy])|ge(?=[ao])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"c(?=[eiy])", "s"),
        (r"qu?|ck|c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"e?au(?:lt|d|t|x|s)?$|e?au", "o"),
        (r"(?<=..)e?s?$", ""),
        (r"(?<=..)[dtxzps]+$", ""),
        (r"(?:er|e|ai|ei)$", "e"),
        (r"ai|ei|oe", "e"),
        (r"(?:[ae][mn])(?![aeiou])", "2"),
        (r"(?:[ie]i[mn]|i[mn]|u[mn])(?![aeiou])", "3"),
        (r"o[mn](?![aeiou])", "4"),
        (r"v$", "f"),
    )
)
SHORTEST = 3
_KEPT = 20_000


@lru_cache(maxsize=_KEPT)
def sound(word: str) -> str:
    """The same for words that sound the same: `kassem`, `kacem`."""
    for spelled, heard in _SOUNDS:
        word = spelled.sub(heard, word)
    return word


def by_sound(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """`words` by how they sound, those of one or two sounds left out."""
    found: dict[str, dict[str, None]] = {}
    for word in words:
        if len(sound(word)) >= SHORTEST:
            found.setdefault(sound(word), {})[word] = None
    return {heard: tuple(spelled) for heard, spelled in found.items()}
