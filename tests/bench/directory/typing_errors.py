"""Words as thumbs type them: the errors of the bench's questions."""

from __future__ import annotations

import random

_BESIDE = {
    "a": "zqs", "b": "vn", "c": "xv", "d": "sf", "e": "zr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "km", "m": "l", "n": "b", "o": "ip", "p": "o", "q": "a",
    "r": "et", "s": "dz", "t": "ry", "u": "yi", "v": "cb", "w": "x", "x": "wc", "y": "tu",
    "z": "ae",
}  # fmt: skip
_ACCENTS = {"e": "éèêë", "a": "àâ", "i": "îï", "o": "ô", "u": "ùû", "c": "ç"}


def misspell(chance: random.Random, word: str) -> str:
    """`word` with one letter left out, doubled, added, beside the right one, or swapped."""
    while True:
        kind = chance.random()
        spot = chance.randrange(0 if chance.random() < 0.15 else 1, len(word))
        if kind < 0.3:
            typed = word[:spot] + word[spot + 1 :]
        elif kind < 0.5:
            typed = word[:spot] + word[spot] + word[spot:]
        elif kind < 0.6:
            typed = word[:spot] + chance.choice("aeioursntl") + word[spot:]
        elif kind < 0.82:
            typed = word[:spot] + chance.choice(_BESIDE.get(word[spot], "e")) + word[spot + 1 :]
        else:
            spot = min(spot, len(word) - 2)
            typed = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
        if typed != word:
            return typed


def misplace_accents(chance: random.Random, word: str) -> str:
    """`word` with accents anywhere."""
    return "".join(
        chance.choice(_ACCENTS[letter]) if letter in _ACCENTS and chance.random() < 0.4 else letter
        for letter in word
    )


def cut_short(chance: random.Random, word: str) -> str:
    """The beginning of `word`, three letters at least."""
    return word[: max(3, int(len(word) * chance.uniform(0.5, 0.85)))]
