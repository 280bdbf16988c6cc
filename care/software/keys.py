"""Making and checking the keys of practice programs."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

_SHAPE = re.compile(r"cercle_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")
_NOBODY = "0" * 64


@dataclass(frozen=True, slots=True)
class Secret:
    """A key as its holder has it: shown once, never kept. `text` is all of it."""

    id: str
    text: str


def make_secret() -> Secret:
    """A new key of 256 random bits."""
    key_id = secrets.token_hex(8)
    return Secret(key_id, f"cercle_{key_id}_{secrets.token_urlsafe(32)}")


def parse_secret(text: str) -> Secret | None:
    """The key in `text`, if it has the shape of one."""
    match = _SHAPE.fullmatch(text.strip())
    return None if match is None else Secret(match[1], match[0])


def digest_of(secret: Secret) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.text.encode()).hexdigest()


def is_right(secret: Secret, digest: str | None) -> bool:
    """Whether `digest` is that of `secret`; takes as long when there is none."""
    same = hmac.compare_digest(digest_of(secret), digest or _NOBODY)
    return same and digest is not None
