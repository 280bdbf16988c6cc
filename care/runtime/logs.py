"""Logs that can be shown to anyone: JSON lines, ids hashed, never a content or a name."""

from __future__ import annotations

import hashlib
import logging
import secrets
import sys
from typing import Any, TextIO

import structlog

_SALT = secrets.token_bytes(16)


def opaque(identifier: str) -> str:
    """A short stand-in for an id, equal within one run only."""
    return hashlib.blake2b(identifier.encode(), key=_SALT, digest_size=6).hexdigest()


def incident_number() -> str:
    """A number that a person can quote and an operator can find in the logs."""
    return f"{secrets.randbelow(10**6):06d}"


def setup_logs(stream: TextIO | None = None, *, json: bool = True, level: str = "info") -> None:
    """Send our logs to `stream` (standard error by default); libraries speak only when in trouble.

    The Matrix library's own logs name people and devices: they are turned off.
    """
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    silence_libraries()


def silence_libraries() -> None:
    """No library may log what it knows about people."""
    for name in ("nio", "peewee"):
        library = logging.getLogger(name)
        library.handlers = [logging.NullHandler()]
        library.propagate = False
        library.setLevel(logging.CRITICAL)
