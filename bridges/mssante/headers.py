"""What tells two copies of a mail from two mails, and our own attempts from the mails of others."""

from __future__ import annotations

import hashlib
import hmac
import re

from care.mail.headers import BLANK_LINE, header_values
from care.runtime.sealing import KeyRing

ATTEMPT = "X-Cercle-Attempt"
_IDENTITY = ("message-id", "from", "date", "subject")


def mail_key(keys: KeyRing, source: bytes) -> str:
    """Equal for two copies of one mail, whatever way they came; secret without the keys.

    Not the Message-ID alone: programs that give the same one twice exist, and a mail must not be
    lost for it. Headers that servers add or fold are left out.
    """
    digest = hmac.new(keys.derive("mssante mail key"), digestmod=hashlib.sha256)
    told = [(name, value) for name in _IDENTITY for value in header_values(source, name)]
    for name, value in told:
        digest.update(f"{name}:{' '.join(value.split())}\n".encode())
    found = BLANK_LINE.search(source)
    # What has no header of its own is told apart by all that it has.
    body = source[found.end() :] if found and told else b"" if told else source
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
