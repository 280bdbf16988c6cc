"""The few headers that moving a mail needs; what the mail means is read elsewhere."""

from __future__ import annotations

import hashlib
import hmac
import re

from care.runtime.sealing import KeyRing
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailRefused

ATTEMPT = "X-Cercle-Attempt"
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
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_IDENTITY = ("message-id", "from", "date", "subject")


def header_values(source: bytes, name: str) -> list[str]:
    """Each value of the header `name`, unfolded, in order; as Latin-1 where it is not UTF-8."""
    block = re.sub(rb"\r?\n[ \t]+", b" ", _header_block(source))
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
        senders = parse_mail(_header_block(source) + b"\r\n\r\n").senders
    except (MailRefused, *_LIBRARY_FAULTS):
        return ""
    return senders[0].address.lower() if len(senders) == 1 else ""


def message_id_of(source: bytes) -> str:
    """The Message-ID between its brackets; empty when there is none, or several."""
    values = header_values(source, "message-id")
    found = re.fullmatch(r"<[^\s<>]+>", values[0]) if len(values) == 1 else None
    return found[0] if found else ""


def mail_key(keys: KeyRing, source: bytes) -> str:
    """Equal for two copies of one mail, whatever way they came; secret without the keys.

    Not the Message-ID alone: programs that give the same one twice exist, and a mail must not be
    lost for it. Headers that servers add or fold are left out.
    """
    digest = hmac.new(keys.derive("mssante mail key"), digestmod=hashlib.sha256)
    for name in _IDENTITY:
        for value in header_values(source, name):
            digest.update(f"{name}:{' '.join(value.split())}\n".encode())
    found = _BLANK_LINE.search(source)
    body = source[found.end() :] if found else b""
    digest.update(b"\n" + body.replace(b"\r\n", b"\n").rstrip(b"\n"))
    return digest.hexdigest()


def attempt_token(keys: KeyRing, mailbox: str, number: int, attempt: int) -> str:
    """The mark of one attempt to send one mail; nobody else can make it."""
    said = f"{mailbox}|{number}|{attempt}".encode()
    proof = hmac.new(keys.derive("mssante attempt"), said, hashlib.sha256).hexdigest()[:32]
    return f"{number}.{attempt}.{proof}"


def read_attempt(keys: KeyRing, mailbox: str, token: str) -> tuple[int, int] | None:
    """Which mail and which attempt `token` marks; None when it is not our mark for `mailbox`."""
    found = re.fullmatch(r"(\d{1,12})\.(\d{1,6})\.[0-9a-f]{32}", token)
    if found is None:
        return None
    number, attempt = int(found[1]), int(found[2])
    expected = attempt_token(keys, mailbox, number, attempt)
    return (number, attempt) if hmac.compare_digest(expected, token) else None


def _header_block(source: bytes) -> bytes:
    found = _BLANK_LINE.search(source, 0, _LONGEST_BLOCK)
    return source[: found.start() if found else _LONGEST_BLOCK]


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
