"""« retrait pansement jeudi 8h15 @Paul urgent », taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from care.directory.spelling import fold
from care.moments.french.model import Reading
from care.moments.french.reading import read_moment

_SOMEBODY = re.compile(
    r"(?:^|\s)@\s?(?:(?:dr|docteur|mme|mr|m)\.?\s|(?:le|la)\s|l['’]\s?)?([^\W\d_][\w'’-]*(?:\s[A-ZÀ-Ý][\w'’-]+)?)"
)
_URGENT = re.compile(r"(?:^|\s)(?:urgent|urgente|!!+)(?=\s|$|[.,])", re.IGNORECASE)
_CALM = re.compile(
    r"(?:^|\s)\(?(?:non|pas|peu|sans) (?:d['’])?urgen(?:te?|ce)\)?(?=\s|$|[.,])", re.IGNORECASE
)
_OF = re.compile(r"^(?:de\s+|d['’]\s?)(?=\w)", re.IGNORECASE)
_OWN = re.compile(r"^(?:perso|personnel|personnelle|pour moi)\s+", re.IGNORECASE)
_EDGES = " \t\n,;:.!–—-"


@dataclass(frozen=True, slots=True)
class Worded:
    """What is to be done, when it was understood, for whom (a name), and its marks."""

    text: str = field(repr=False)
    reading: Reading = field(repr=False)
    person: str = ""
    is_urgent: bool = False
    is_own: bool = False
    is_for_several: bool = False


def read_task(text: str, now: datetime, zone: ZoneInfo) -> Worded:
    """Take `text` apart; never raises."""
    rest, own = _OWN.subn("", text.strip())
    rest, urgent = _URGENT.subn(" ", _CALM.sub(" ", rest))
    named = _SOMEBODY.search(rest)
    if named is not None:
        rest = f"{rest[: named.start()]} {rest[named.end() :]}"
    reading = read_moment(" ".join(rest.split()), now, str(zone))
    return Worded(
        text=tidy(reading.text),
        reading=reading,
        person=named[1] if named else "",
        is_urgent=bool(urgent),
        is_own=bool(own),
        is_for_several=_SOMEBODY.search(rest) is not None,
    )


def tidy(text: str) -> str:
    """What is to be done, without what only led to it: « de commander », « d’appeler »."""
    return _OF.sub("", text.strip(_EDGES))


def is_myself(name: str) -> bool:
    """Whether « @moi » was written."""
    return fold(name) == "moi"
