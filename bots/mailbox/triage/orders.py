"""What somebody asks in the triage room: about which letter, to do what. Pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from care.directory.spelling import fold

_ABOUT = re.compile(r"(?:courrier\s+)?(?:n\s*[°o]?\s*)?(\d{1,9})\s*[:–-]\s*(.+)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:n\s*[°o]?\s*)?(\d{1,9})\b[\s:,–-]*", re.IGNORECASE)
_CODE = re.compile(r"(90[0-6])\b[\s:,–-]*")
_PREFIX = "!"


class Verb(StrEnum):
    """What is asked."""

    FILE = "file"
    KEEP = "keep"
    NEW_CIRCLE = "new_circle"
    DISCARD = "discard"
    SHOW = "show"
    RELEASE = "release"
    UNDO = "undo"
    LIST = "list"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Order:
    """`letter` is the number it was said about, None when it is to be guessed from the reply.

    `choice` is the patient chosen, `code` the error to tell the sender, `words` the reason.
    """

    verb: Verb
    letter: int | None = None
    choice: int = 0
    code: int = 0
    words: str = ""


def parse_order(text: str) -> Order | None:
    """The order in `text`; None when it is people talking."""
    bare = " ".join(text.strip().removeprefix(_PREFIX).split())
    about = _ABOUT.fullmatch(bare)
    if about is not None:
        order = _read(about[2])
        return (
            None
            if order is None
            else Order(order.verb, int(about[1]), order.choice, order.code, order.words)
        )
    return _read(bare)


def _read(text: str) -> Order | None:
    if re.fullmatch(r"\d{1,2}", text):
        return Order(Verb.FILE, choice=int(text))
    for verb, beginning in _beginnings():
        rest = _after(text, beginning)
        if rest is not None:
            return _with_rest(verb, rest)
    return None


def _with_rest(verb: Verb, rest: str) -> Order | None:
    """« annuler 12 » names a letter; « jeter 902 parti ailleurs » a code, and why."""
    if verb is Verb.DISCARD:
        code = _CODE.match(rest)
        words = rest[code.end() :] if code else rest
        return Order(verb, code=int(code[1]) if code else 0, words=words)
    if verb in {Verb.LIST, Verb.HELP}:
        return None if rest else Order(verb)
    if not rest:
        return Order(verb)
    number = _NUMBER.fullmatch(rest)
    return Order(verb, int(number[1])) if number else None


def _after(text: str, beginning: str) -> str | None:
    """What follows `beginning` in `text`, whatever its accents and case."""
    words, wanted = text.split(), beginning.split()
    if [fold(word) for word in words[: len(wanted)]] != wanted:
        return None
    return " ".join(words[len(wanted) :]).lstrip(" :,–-")


@cache
def _beginnings() -> tuple[tuple[Verb, str], ...]:
    """Every word by which an order begins, the longest first."""
    told = tomllib.loads(Path(__file__).with_name("orders.toml").read_text(encoding="utf-8"))
    found = [(Verb(verb), fold(word)) for verb, words in told.items() for word in words]
    return tuple(sorted(found, key=lambda one: -len(one[1])))
