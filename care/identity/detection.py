"""Finding what looks like an INS in what people write, to warn them at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from care.identity.matricule import Matricule

_SPACE = r"[ \t.,\-_/\u00a0\u2009\u202f]{0,3}"
_LETTERS = (
    "[1-8]", r"\d", r"\d", r"\d", r"\d", r"\d", r"[\dABab]", r"\d", r"\d", r"\d", r"\d", r"\d",
    r"\d", r"\d", r"\d",
)  # fmt: skip
_GROUPS = (r"[1-8]", r"\d\d", r"\d\d", r"(?:\d\d|2[ABab])", r"\d{3}", r"\d{3}")
_KEY = r"\d\d"
_BEFORE, _AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# Looking ahead lets candidates overlap: one number may begin inside what is none.
_LOOSE = re.compile(rf"{_BEFORE}(?=({_SPACE.join(_LETTERS)}){_AFTER})", re.ASCII)
_GROUPED = re.compile(rf"{_BEFORE}(?=({_SPACE.join((*_GROUPS, _KEY))}){_AFTER})", re.ASCII)
# Without its key a number is only told by its grouping: 13 digits in a row may be a barcode.
_KEYLESS = re.compile(
    rf"{_BEFORE}(?=({'[ .]'.join(_GROUPS)})(?![0-9A-Za-z])" + r"(?![ .]\d))", re.ASCII
)
_BLANKS = re.compile(r"[^0-9A-Za-z]+")
_MASK = "•••"


class Likeness(StrEnum):
    """How much it looks like one. `KEY_VALID`: chance alone does so once in 97."""

    KEY_VALID = "key_valid"
    SHAPED = "shaped"


@dataclass(frozen=True, slots=True)
class Found:
    """Where in the text, from `start` to before `end`. Never the number itself."""

    start: int
    end: int
    likeness: Likeness


def find_ins_like(text: str) -> tuple[Found, ...]:
    """What looks like an INS in `text`, in order, without overlaps; the surest win."""
    found = [
        *_search(_LOOSE, text, Likeness.KEY_VALID),
        *_search(_GROUPED, text, Likeness.SHAPED),
        *_search(_KEYLESS, text, Likeness.SHAPED),
    ]
    kept: list[Found] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def mask_ins_like(text: str) -> str:
    """`text` with all that looks like an INS replaced."""
    pieces, place = [], 0
    for one in find_ins_like(text):
        pieces += [text[place : one.start], _MASK]
        place = one.end
    return "".join([*pieces, text[place:]])


def _search(pattern: re.Pattern[str], text: str, likeness: Likeness) -> list[Found]:
    return [
        Found(*match.span(1), likeness)
        for match in pattern.finditer(text)
        if _is_likely(_BLANKS.sub("", match[1]).upper(), likeness)
    ]


def _is_likely(digits: str, likeness: Likeness) -> bool:
    month, department, commune = int(digits[3:5]), digits[5:7], digits[7:10]
    if not (1 <= month <= 12 or 20 <= month <= 42 or month >= 50):
        return False
    if department == "00" or (commune == "000" and department != "99"):
        return False
    if department[1] in "AB" and department[0] != "2":
        return False
    return likeness is Likeness.SHAPED or Matricule(digits).is_key_right
