"""Which folder holds what was sent: each operator names it its own way. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bridges.mssante.imap.parsing import Response, Token, Unreadable, tokens

_USUAL = "Sent"
# As written on the wire (modified UTF-7, RFC 3501 §5.1.3), in lower case.
_KNOWN = (
    "sent",
    "sent messages",
    "sent items",
    "sent mail",
    "envoy&aok-s",
    "messages envoy&aok-s",
    "&ayk-l&aok-ments envoy&aok-s",
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder of a mailbox, its name as written on the wire."""

    name: str
    attributes: frozenset[str]
    delimiter: str


def parse_listing(response: Response) -> Listing | None:
    """A folder in an answer to LIST; None for another answer."""
    if not response.starts("* LIST "):
        return None
    try:
        found = tokens(response)
    except Unreadable:
        return None
    if len(found) < 5 or not isinstance(found[2], tuple):
        return None
    attributes = frozenset(_text(one).lower() for one in found[2])
    delimiter = _text(found[3])
    return Listing(_text(found[4]), attributes, "" if delimiter.upper() == "NIL" else delimiter)


def choose_sent(listings: Iterable[Listing]) -> str:
    """The folder marked for it (RFC 6154), else one of a known name, else the usual one."""
    known = list(listings)
    for one in known:
        if r"\sent" in one.attributes and r"\noselect" not in one.attributes:
            return one.name
    for one in known:
        last = one.name.rpartition(one.delimiter)[2] if one.delimiter else one.name
        if last.lower() in _KNOWN and r"\noselect" not in one.attributes:
            return one.name
    return next(
        (
            f"INBOX{one.delimiter}{_USUAL}"
            for one in known
            if one.delimiter and one.name.upper().startswith(f"INBOX{one.delimiter}")
        ),
        _USUAL,
    )


def _text(token: Token) -> str:
    if isinstance(token, bytes):
        return token.decode("latin-1")
    return token if isinstance(token, str) else ""
