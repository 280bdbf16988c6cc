"""What the room of a circle is called: a word and a number if need be, nothing of the patient."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from itertools import count
from pathlib import Path

from care.identity.traits import Traits

_FILE = Path(__file__).with_name("pseudonyms.toml")


@cache
def load_words() -> tuple[str, ...]:
    """Every word, in the order of the file."""
    return tuple(tomllib.loads(_FILE.read_text(encoding="utf-8"))["words"])


def choose_pseudonym(taken: Collection[str], drawn: int) -> str:
    """A name that no open circle bears; `drawn` is any number, best drawn at random."""
    words = load_words()
    start = drawn % len(words)
    for rank in count(1):
        for word in (*words[start:], *words[:start]):
            name = word if rank == 1 else f"{word} {rank}"
            if name not in taken:
                return name
    raise AssertionError("numbers never end")


def write_initials(traits: Traits, taken: Collection[str]) -> str:
    """`J. E.`, numbered when another circle bears the same."""
    letters = [name[0] for name in (traits.daily_given_name, traits.daily_name) if name]
    base = " ".join(f"{letter.upper()}." for letter in letters)
    names = (base if rank == 1 else f"{base} {rank}" for rank in count(1))
    return next(name for name in names if name not in taken)
