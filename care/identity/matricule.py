"""The matricule of the INS: 15 characters, NIR or NIA (RNIV; key as on the Vitale card)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from care.identity.reason import Doubts, IdentityRefused, Reason

_SHAPE = re.compile(r"[1-8]\d{4}(?:\d{2}|2[AB])\d{8}", re.ASCII)
_BLANKS = re.compile(r"[\s.\u00a0\u202f\u2009-]+")
_LONGEST_INPUT = 60
_CORSICA = {"2A": "19", "2B": "18"}
_WAITING = frozenset("3478")
_SEXLESS = frozenset("56")
# Months of people whose civil status is not fully known.
_UNKNOWN_MONTHS = frozenset({*range(20, 43), *range(50, 100)})


@dataclass(frozen=True, slots=True)
class Matricule:
    """A well-formed matricule; its key may still be wrong. `text` is always 15 characters."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _SHAPE.fullmatch(self.text):
            raise IdentityRefused(Reason.MALFORMED)

    @property
    def is_key_right(self) -> bool:
        """Whether the last two characters are the key of the others."""
        return self.text[13:] == matricule_key(self.text[:13])

    @property
    def is_waiting(self) -> bool:
        """Whether it looks given while waiting for registration (NIA)."""
        return self.text[0] in _WAITING

    @property
    def sex(self) -> str | None:
        """`M` or `F` as the first character tells; None when it does not."""
        if self.text[0] in _SEXLESS:
            return None
        return "M" if self.text[0] in "137" else "F"

    @property
    def year(self) -> int:
        """The last two digits of the year of birth."""
        return int(self.text[1:3])

    @property
    def month(self) -> int | None:
        """The month of birth, from 1 to 12; None when unknown."""
        month = int(self.text[3:5])
        return month if 1 <= month <= 12 else None

    @property
    def birth_place(self) -> str:
        """The COG code of the place of birth, as it was at registration."""
        return self.text[5:10]

    @property
    def doubts(self) -> Doubts:
        """What is odd in the number by itself."""
        month = int(self.text[3:5])
        odd_month = self.month is None and month not in _UNKNOWN_MONTHS
        return (Reason.UNUSUAL_MONTH,) * odd_month + (Reason.BAD_KEY,) * (not self.is_key_right)


def parse_matricule(text: str) -> Matricule:
    """The matricule in `text`, whatever its spaces, dots and case.

    Raises IdentityRefused for what has not the shape of one; a wrong key is not refused here.
    """
    if len(text) > _LONGEST_INPUT:
        raise IdentityRefused(Reason.MALFORMED)
    return Matricule(_BLANKS.sub("", text).upper())


def matricule_key(body: str) -> str:
    """The two-digit key of the first 13 characters: 97 less their remainder by 97 (01 to 97)."""
    number = int(body[:5] + _CORSICA.get(body[5:7], body[5:7]) + body[7:])
    return f"{97 - number % 97:02d}"


def render_matricule(matricule: Matricule) -> str:
    """As people read it: `2 84 06 76 351 123 53`."""
    cuts = (0, 1, 3, 5, 7, 10, 13, 15)
    return " ".join(matricule.text[start:end] for start, end in pairwise(cuts))
