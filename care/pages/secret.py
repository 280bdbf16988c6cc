"""Secrets of links and cookies: shown once, kept as digests."""

from __future__ import annotations

import hashlib
import re
import secrets

_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def make_secret() -> str:
    """256 random bits, as text that fits in an address."""
    return secrets.token_urlsafe(32)


def make_id() -> str:
    """A new opaque name."""
    return secrets.token_hex(16)


def digest_of(secret: str) -> str | None:
    """What is kept of a secret; None for what was never one."""
    if not _SHAPE.fullmatch(secret):
        return None
    return hashlib.sha256(secret.encode()).hexdigest()
