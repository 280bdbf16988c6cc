"""« retrait pansement jeudi 8h15 @Paul urgent », taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from care.directory.spelling import fold
from care.moments.french.model import Reading
from care.moments.french.reading import read_moment

_SOMEBODY = re.compile(r"(?:^|\s)@\s?([^\W\d_][\w'’-]*(?:\s[A-ZÀ-Ý][\w'’-]+)?)")
_URGENT = re.compile(r"(?:^|\s)(?:urgent|urgente|!!+)(?=\s|$|[.,])", re.IGNORECASE)
_OWN = re.compile(r"^(?:perso|personnel|personnelle|pour moi)\s+", re.IGNORECASE)
_EDGES = " \t\n,;:.–—-"


@dataclass(frozen=True, slots=True)
class Worded:
    """What is to be done, when it was understood, for whom (a name), and its marks."""

    text: str = field(repr=False)
    reading: Reading = field(repr=False)
    person: str = ""
    is_urgent: bool = False
    is_own: bool = False


def read_task(text: str, now: datetime, zone: ZoneInfo) -> Worded:
    """Take `text` apart; never raises."""
    rest, own = _OWN.subn("", text.strip())
    rest, urgent = _URGENT.subn(" ", rest)
    named = _SOMEBODY.search(rest)
    if named is not None:
        rest = f"{rest[: named.start()]} {rest[named.end() :]}"
    reading = read_moment(" ".join(rest.split()), now, str(zone))
    return Worded(
        text=reading.text.strip(_EDGES),
        reading=reading,
        person=named[1] if named else "",
        is_urgent=bool(urgent),
        is_own=bool(own),
    )


def is_myself(name: str) -> bool:
    """Whether « @moi » was written."""
    return fold(name) == "moi"
