"""Places of birth: five characters of the code officiel géographique (INSEE)."""

from __future__ import annotations

import re

from care.identity.birth_date import Closeness
from care.identity.reason import IdentityRefused, Reason

_SHAPE = re.compile(r"\d{5}|2[AB]\d{3}", re.ASCII)
UNKNOWN_PLACE = "99999"
_ABROAD = "99"


def parse_birth_place(text: str) -> str:
    """A commune, `99` and a country, or 99999. Raises IdentityRefused."""
    code = text.strip().upper()
    if not _SHAPE.fullmatch(code):
        raise IdentityRefused(Reason.MALFORMED)
    return code


def is_born_abroad(code: str) -> bool:
    """Whether the code names a country."""
    return code.startswith(_ABROAD) and code != UNKNOWN_PLACE


def compare_birth_places(one: str | None, other: str | None) -> Closeness:
    """Close: two communes of one département, which may have merged since."""
    if one in {None, UNKNOWN_PLACE} or other in {None, UNKNOWN_PLACE}:
        return Closeness.UNKNOWN
    assert one is not None
    assert other is not None
    if one == other:
        return Closeness.EQUAL
    same_department = one[:2] == other[:2] and not is_born_abroad(one)
    return Closeness.CLOSE if same_department else Closeness.DIFFERENT
