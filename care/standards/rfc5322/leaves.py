"""The parts of a mail that hold something, in order, out of whatever nesting."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value

from care.standards.rfc5322.charset import decode_text, to_bytes
from care.standards.rfc5322.headers import Headers, decode_words, read_headers
from care.standards.rfc5322.limits import MailBounds
from care.standards.rfc5322.reason import MailFlaw, MailReason, MailRefused

_BYTES_POLICY = compat32.clone(mangle_from_=False, max_line_length=None, linesep="\r\n")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_UUENCODED = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A part without parts, its transfer encoding undone.

    `inside` are the media types of the multiparts around it, outermost first; `place` its place in
    the innermost of them.
    """

    media_type: str
    content: bytes = field(repr=False)
    charset: str = ""
    name: str = ""
    is_attachment: bool = False
    is_flowed: bool = False
    content_id: str = ""
    inside: tuple[str, ...] = ()
    place: int = 0


def find_leaves(root: Message, bounds: MailBounds, flaws: set[MailFlaw]) -> Iterator[Leaf]:
    """Every leaf. Raises MailRefused beyond the bounds; attached messages are leaves too."""
    waiting: list[tuple[Message, tuple[str, ...], int]] = [(root, (), 0)]
    seen = 0
    while waiting:
        part, inside, place = waiting.pop()
        seen += 1
        if seen > bounds.parts:
            raise MailRefused(MailReason.TOO_MANY_PARTS)
        if len(inside) > bounds.depth:
            raise MailRefused(MailReason.TOO_DEEP)
        media_type = part.get_content_type()
        if part.is_multipart() and media_type.startswith("multipart/"):
            within = (*inside, media_type)
            children = [one for one in part.get_payload() if isinstance(one, Message)]
            waiting.extend((one, within, at) for at, one in reversed(list(enumerate(children))))
        else:
            yield _leaf(part, inside, place, bounds, flaws)


def parameter(value: str, name: str, bounds: MailBounds) -> str:
    """A parameter of a structured header, decoded (RFC 2231, or 2047 as many write it)."""
    if value.count(";") > bounds.parameters:
        return ""
    holder = Message()
    holder["x"] = decode_text(to_bytes(value)).text
    try:
        found = holder.get_param(name, header="x")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    if isinstance(found, tuple):
        charset, _language, text = found
        raw = text.encode("latin-1", "replace") if _is_latin(text) else to_bytes(text)
        return decode_text(raw, charset or "").text
    return decode_words(collapse_rfc2231_value(found), bounds) if found else ""


def _leaf(
    part: Message, inside: tuple[str, ...], place: int, bounds: MailBounds, flaws: set[MailFlaw]
) -> Leaf:
    headers = read_headers(part, bounds)
    kind, disposition = headers.raw("content-type"), headers.raw("content-disposition")
    name = parameter(disposition, "filename", bounds) or parameter(kind, "name", bounds)
    said = disposition.partition(";")[0].strip().casefold()
    media_type = part.get_content_type()
    message = media_type.startswith("message/")
    return Leaf(
        media_type,
        _whole(part, headers) if message else _decoded(part, headers, flaws),
        parameter(kind, "charset", bounds),
        name,
        said == "attachment" or (bool(name) and said != "inline"),
        parameter(kind, "format", bounds).casefold() == "flowed",
        next(iter(headers.ids("content-id")), ""),
        inside,
        place,
    )


def _whole(part: Message, headers: Headers) -> bytes:
    """What an attached message or report is made of, byte for byte where possible."""
    try:
        written = part.as_bytes(policy=_BYTES_POLICY)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return b""
    ended = _END_OF_HEADERS.search(written)
    content = written[ended.end() :] if ended else b""
    if not content.strip():
        # Some forget the empty line: what they report stands among the headers of the part.
        return written
    if headers.raw("content-transfer-encoding").casefold() == "base64":
        # Forbidden, and done: the parser took the encoded text for a message without headers.
        try:
            return base64.b64decode(b"".join(content.split()), validate=True)
        except (binascii.Error, ValueError):
            return content
    return content


def _decoded(part: Message, headers: Headers, flaws: set[MailFlaw]) -> bytes:
    encoding = headers.raw("content-transfer-encoding").split(";")[0].strip().casefold()
    if encoding not in _UUENCODED:
        # Without this header the parser gives back the bytes as they came.
        del part["content-transfer-encoding"]
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    if encoding == "base64":
        return _from_base64(raw, flaws)
    return quopri.decodestring(raw) if encoding == "quoted-printable" else raw


def _from_base64(raw: bytes, flaws: set[MailFlaw]) -> bytes:
    """Stray characters and missing padding are forgiven: most of a document beats none."""
    tight = b"".join(raw.split())
    try:
        return base64.b64decode(tight, validate=True)
    except (binascii.Error, ValueError):
        flaws.add(MailFlaw.ENCODING_WRONG)
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", tight)
    usable = kept[: len(kept) - (len(kept) % 4 == 1)]
    return base64.b64decode(usable + b"=" * (-len(usable) % 4))


def _is_latin(text: str) -> bool:
    return all(ord(letter) < 256 for letter in text)
