"""The few headers that moving a mail needs; what the mail means is read elsewhere."""

from __future__ import annotations

import re

from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailRefused

_LONGEST_BLOCK = 250_000
_LONGEST_VALUE = 4_096
# What the standard library was seen to raise on hostile headers.
_LIBRARY_FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def header_values(source: bytes, name: str) -> list[str]:
    """Each value of the header `name`, unfolded, in order; as Latin-1 where it is not UTF-8."""
    block = re.sub(rb"\r?\n[ \t]+", b" ", header_block(source))
    found = re.findall(
        rb"^" + re.escape(name.encode()) + rb"[ \t]*:(.*?)\r?$", block, re.MULTILINE | re.IGNORECASE
    )
    return [_text(value[:_LONGEST_VALUE].strip()) for value in found]


def sender_of(source: bytes) -> str:
    """The one address in From, in lower case; empty when there is none, or a doubt.

    Read as readers of the mail read it: nobody is to be shown another sender than was checked.
    """
    if len(header_values(source, "from")) != 1:
        return ""
    try:
        senders = parse_mail(header_block(source) + b"\r\n\r\n").senders
    except (MailRefused, *_LIBRARY_FAULTS):
        return ""
    return senders[0].address.lower() if len(senders) == 1 else ""


def message_id_of(source: bytes) -> str:
    """The Message-ID between its brackets; empty when there is none, or several."""
    values = header_values(source, "message-id")
    found = re.fullmatch(r"<[^\s<>]+>", values[0]) if len(values) == 1 else None
    return found[0] if found else ""


def header_block(source: bytes) -> bytes:
    """What is before the body, or as much of it as is read."""
    found = BLANK_LINE.search(source, 0, _LONGEST_BLOCK)
    return source[: found.start() if found else _LONGEST_BLOCK]


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
