"""What was typed, cut into words to look up, with what they ask beside who and where."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from care.directory.index import join_singular, singular
from care.directory.national.model import Wishes
from care.directory.spelling import FILLERS, PARTICLES, words

_MOST_LETTERS, MOST_WORDS, _LONGEST_WORD, _LONGEST_PHRASE = 300, 8, 32, 5
_KILOMETRES = re.compile(r"(\d{1,3})\s*(?:km|kilom)", re.IGNORECASE)
_UNIT = re.compile(r"\d*(?:kms?|kilometres?)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word to look up. `forms` are other ways to write it, with the particles before it.

    `phrases` are runs of words that it belongs to, in one, as trades and communes are known.
    """

    word: str
    forms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """The words of a question and its wishes; `typed` is all of it, folded."""

    typed: tuple[str, ...]
    tokens: tuple[Token, ...]
    wishes: Wishes


def read_question(text: str, phrases: frozenset[str]) -> Question:
    """Cut `text` into words; `phrases` are the trades and communes known by several words."""
    start = text[:_MOST_LETTERS]
    typed = tuple(word[:_LONGEST_WORD] for word in words(start))
    covered = _cover(typed, phrases)
    wishes = _wishes(start, typed, covered)
    tokens = _tokens(typed, covered, skipped=True) or _tokens(typed, covered, skipped=False)
    return Question(typed, tuple(tokens[:MOST_WORDS]), wishes)


def _cover(typed: tuple[str, ...], phrases: frozenset[str]) -> dict[int, list[str]]:
    """For each position, the known phrases over it, in one word, the longest first."""
    covered: dict[int, list[str]] = {}
    for length in range(min(_LONGEST_PHRASE, len(typed)), 1, -1):
        for start in range(len(typed) - length + 1):
            run = typed[start : start + length]
            for phrase in {"".join(run), join_singular(run)} & phrases:
                for position in range(start, start + length):
                    covered.setdefault(position, []).append(phrase)
    return covered


def _tokens(typed: tuple[str, ...], covered: dict[int, list[str]], *, skipped: bool) -> list[Token]:
    tokens = []
    particles: list[str] = []
    for position, word in enumerate(typed):
        if skipped and _says_nothing(typed, position, covered):
            particles = [*particles, word] if word in PARTICLES else []
        else:
            forms = _with_particles(particles, word)
            tokens.append(Token(word, forms, tuple(covered.get(position, ()))))
            particles = []
    return tokens


def _says_nothing(typed: tuple[str, ...], position: int, covered: dict[int, list[str]]) -> bool:
    word = typed[position]
    if word in FILLERS or _UNIT.fullmatch(word):
        return True
    if word.isdigit() and _UNIT.fullmatch("".join(typed[position + 1 : position + 2])):
        return True
    return position not in covered and not _wish_words().isdisjoint((word, singular(word)))


def _with_particles(particles: list[str], word: str) -> tuple[str, ...]:
    """`de la croix` → `delacroix`, `lacroix`."""
    return tuple("".join(particles[cut:]) + word for cut in range(len(particles)))


def _wishes(text: str, typed: tuple[str, ...], covered: dict[int, list[str]]) -> Wishes:
    alone = [word for position, word in enumerate(typed) if position not in covered]
    free = {form for word in alone for form in (word, singular(word))}
    lists = _lists()
    women, men = (bool(free & lists[kind]) for kind in ("women", "men"))
    kilometres = _KILOMETRES.search(text)
    return Wishes(
        when=tuple(word for word in typed if not lists["when"].isdisjoint((word, singular(word)))),
        around=bool(free & lists["around"]),
        feminine=women if women != men else None,
        within_km=float(kilometres[1]) if kilometres else None,
    )


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_name("wishes.toml")
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: frozenset(listed) for kind, listed in kept.items()}


@cache
def _wish_words() -> frozenset[str]:
    return frozenset().union(*_lists().values())
