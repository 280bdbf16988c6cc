"""Mailboxes in headers: what can be understood of them, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import getaddresses

from care.standards.rfc5322.charset import decode_text, to_bytes
from care.standards.rfc5322.headers import Headers, decode_words

_SHAPE = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]{1,255}")
MOST = 200
_LONGEST_NAME = 200
# What the library takes apart by recursion.
_MOST_NESTED = 50


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address, its domain in lower case, and the name shown with it, which proves nothing."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What follows the @."""
        return self.address.rpartition("@")[2]

    @property
    def key(self) -> str:
        """The form under which two writings of one mailbox are equal."""
        return self.address.casefold()


def read_mailboxes(headers: Headers, name: str) -> tuple[Mailbox, ...]:
    """Every mailbox of all headers of this name, each once, in order; 200 at most."""
    found: dict[str, Mailbox] = {}
    for value in headers.all_raw(name):
        for mailbox in parse_mailboxes(value, headers):
            if len(found) < MOST:
                found.setdefault(mailbox.key, mailbox)
    return tuple(found.values())


def parse_mailboxes(value: str, headers: Headers) -> list[Mailbox]:
    """The mailboxes in one value; what has not the shape of one is left out."""
    written = decode_text(to_bytes(value)).text
    if max(written.count("("), written.count("["), written.count("\\")) > _MOST_NESTED:
        return [Mailbox(_lower_domain(one)) for one in _SHAPE.findall(written)[:MOST]]
    try:
        pairs = getaddresses([written])
    except (ValueError, IndexError, AttributeError, RecursionError, TypeError):
        pairs = [("", one) for one in _SHAPE.findall(written)]
    return [
        Mailbox(_lower_domain(address), _clean_name(decode_words(name, headers.bounds), address))
        for name, address in pairs[: 2 * MOST]
        if _SHAPE.fullmatch(address)
    ]


def is_mailbox(text: str) -> bool:
    """Whether `text` is an address to write to: plain ASCII, operators want no other."""
    return text.isascii() and text.isprintable() and bool(_SHAPE.fullmatch(text))


def _lower_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def _clean_name(name: str, address: str) -> str:
    printable = "".join(letter for letter in name if letter.isprintable()).strip(" '\"")
    return "" if printable.casefold() == address.casefold() else printable[:_LONGEST_NAME]
