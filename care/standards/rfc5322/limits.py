"""What is checked on the bytes of a mail before any parser sees them.

Measured on the parser of the standard library: each bound stands before an input that took it
seconds, gigabytes or its stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from care.standards.rfc5322.reason import MailReason, MailRefused

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_NESTING = re.compile(rb"multipart/|message/", re.IGNORECASE)
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_SEPARATOR = re.compile(rb"^--[^\r\n]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailBounds:
    """What a mail may hold at most. MSSanté operators stop at 10 or 25 MB."""

    size: int = 40_000_000
    header_block: int = 256_000
    header_lines: int = 2_000
    header: int = 32_000
    lines: int = 700_000
    parts: int = 200
    depth: int = 20
    words: int = 400
    parameters: int = 100


def check_limits(raw: bytes, bounds: MailBounds) -> None:
    """Raises MailRefused for what would be dangerous to parse."""
    if not raw.strip():
        raise MailRefused(MailReason.EMPTY)
    if len(raw) > bounds.size:
        raise MailRefused(MailReason.TOO_BIG)
    ended = _END_OF_HEADERS.search(raw)
    headers = raw[: ended.start()] if ended else raw
    if len(headers) > bounds.header_block:
        raise MailRefused(MailReason.HEADER_TOO_LONG)
    if headers.count(b"\n") > bounds.header_lines:
        raise MailRefused(MailReason.TOO_MANY_HEADERS)
    if raw.count(b"\n") + raw.count(b"\r") > 2 * bounds.lines:
        raise MailRefused(MailReason.TOO_MANY_LINES)
    if _is_long(raw, bounds.header):
        raise MailRefused(MailReason.HEADER_TOO_LONG)
    if len(_PART.findall(raw)) > 2 * bounds.parts:
        raise MailRefused(MailReason.TOO_MANY_PARTS)
    if len(_SEPARATOR.findall(raw)) > 100 * bounds.parts:
        raise MailRefused(MailReason.TOO_MANY_PARTS)
    if len(_NESTING.findall(raw)) > 2 * bounds.parts:
        raise MailRefused(MailReason.TOO_DEEP)


def _is_long(raw: bytes, longest: int) -> bool:
    """Whether a header that the parser itself takes apart, anywhere, is too long for it."""
    pattern = rb"^content-(?:type|disposition|transfer-encoding):(?:[^\r\n]|\r?\n[ \t]){%d}"
    return bool(re.search(pattern % min(longest, 32_000), raw, re.IGNORECASE | re.MULTILINE))
