"""The headers of a mail or of a part: found by name, unfolded, decoded, bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from care.standards.rfc5322.charset import decode_text, to_bytes
from care.standards.rfc5322.limits import MailBounds

_FOLDS = re.compile(r"[\r\n]+[ \t]*")
_IDS = re.compile(r"<([^<>\s]{1,900})>")
_MOST_IDS = 100
_LONGEST_ID = 900
_LONGEST_SUBJECT = 1_000


@dataclass(frozen=True, slots=True)
class Headers:
    """Headers in order, by lower-case name, as they stand: bytes above ASCII still hidden."""

    items: tuple[tuple[str, str], ...]
    bounds: MailBounds

    def raw(self, name: str) -> str:
        """The first value of this name, still encoded; cut if it is over-long."""
        found = (value for key, value in self.items if key == name)
        return _FOLDS.sub(" ", next(found, ""))[: self.bounds.header].strip()

    def all_raw(self, name: str) -> Iterator[str]:
        """Every value of this name."""
        for key, value in self.items:
            if key == name:
                yield _FOLDS.sub(" ", value)[: self.bounds.header].strip()

    def text(self, name: str) -> str:
        """The first value of this name, for people: decoded (RFC 2047), on one line."""
        return decode_words(self.raw(name), self.bounds)

    def has(self, name: str) -> bool:
        """Whether there is such a header."""
        return any(key == name for key, _ in self.items)

    def ids(self, name: str) -> tuple[str, ...]:
        """Message identifiers without their brackets; the last ones when there are too many."""
        written = decode_text(to_bytes(self.raw(name))).text
        found = _IDS.findall(written)
        if not found and written and " " not in written and len(written) <= _LONGEST_ID:
            found = [written.strip("<>")]
        return tuple(one for one in found if any(map(str.isalnum, one)))[-_MOST_IDS:]


def read_headers(message: Message, bounds: MailBounds) -> Headers:
    """The headers that the parser found."""
    items = list(message.raw_items())[: bounds.header_lines]
    return Headers(tuple((name.lower(), str(value)) for name, value in items), bounds)


def decode_words(value: str, bounds: MailBounds) -> str:
    """Encoded words as text, on one line; what cannot be decoded stays as it is."""
    plain = decode_text(to_bytes(value)).text
    if "=?" not in plain or plain.count("=?") > bounds.words:
        return " ".join(plain.split())
    try:
        parts = decode_header(plain)
    except (HeaderParseError, ValueError, LookupError):
        return " ".join(plain.split())
    texts = [_decode(part, charset) for part, charset in parts]
    return " ".join("".join(texts).split())


def shorten_subject(subject: str) -> str:
    """A subject that fits a line."""
    return subject[:_LONGEST_SUBJECT]


def _decode(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    return decode_text(part, charset or "").text
