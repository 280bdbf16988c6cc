"""Room addresses say nothing: an alias is readable by anyone who can reach the server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from care.access.act import Act
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.rules import check_may, conditions

_OPAQUE = re.compile(r"c-[0-9a-f]{8,64}")


def is_opaque(localpart: str) -> bool:
    """Whether an alias, without `#` and server, is nothing but a random number."""
    return _OPAQUE.fullmatch(localpart) is not None


def check_alias(kind: Kind, localpart: str) -> None:
    """Raises AccessRefused unless this kind may give a room this address."""
    check_may(kind, Act.SET_ALIAS, met=conditions(if_opaque=is_opaque(localpart)))


def check_aliases(kind: Kind, content: Mapping[str, Any]) -> None:
    """The same for `m.room.canonical_alias` and the older `m.room.aliases`; none at all is fine."""
    for alias in _named_in(content):
        if not isinstance(alias, str):
            raise AccessRefused(Reason.MALFORMED)
        check_alias(kind, alias.partition(":")[0].removeprefix("#"))


def _named_in(content: Mapping[str, Any]) -> list[object]:
    single, others, old = (content.get(key) for key in ("alias", "alt_aliases", "aliases"))
    named = [] if single in (None, "") else [single]
    for several in (others, old):
        if several is not None:
            named += several if isinstance(several, list) else [None]
    return named
