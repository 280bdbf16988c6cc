"""Logs that can be shown to anyone: JSON lines, ids hashed, never a content or a name."""

from __future__ import annotations

import hashlib
import logging
import secrets
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog

_SALT = secrets.token_bytes(16)


def opaque(identifier: str) -> str:
    """A short stand-in for an id, equal within one run only."""
    return hashlib.blake2b(identifier.encode(), key=_SALT, digest_size=6).hexdigest()


def incident_number() -> str:
    """A number that a person can quote and an operator can find in the logs."""
    return f"{secrets.randbelow(10**6):06d}"


def where(error: BaseException) -> dict[str, object]:
    """What may be logged of a bug: its type and its lines of code, never its text.

    The text of an error may quote what somebody wrote.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "where": lines}


def setup_logs(stream: TextIO | None = None, *, json: bool = True, level: str = "info") -> None:
    """Send our logs to `stream` (standard error by default); libraries speak only when in trouble.

    The Matrix library's own logs name people and devices: they are turned off. Of an exception, and
    of what other libraries log, only the type and the place are kept: messages quote contents.
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
            _place_exception,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    silence_libraries()
    _listen_to_libraries()


def _place_exception(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["place"] = [
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)[-8:]
        ]
    return event


class _LibraryHandler(logging.Handler):
    """Tells that a library is in trouble and where, without its words."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().warning(
            "library_in_trouble",
            library=record.name,
            severity=record.levelname.lower(),
            line=f"{record.filename}:{record.lineno}",
            exc_info=record.exc_info,
        )


def _listen_to_libraries() -> None:
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, _LibraryHandler):
            root.removeHandler(handler)
    root.setLevel(logging.WARNING)
    root.addHandler(_LibraryHandler(logging.WARNING))


def silence_libraries() -> None:
    """No library may log what it knows about people."""
    for name in ("nio", "peewee"):
        library = logging.getLogger(name)
        library.handlers = [logging.NullHandler()]
        library.propagate = False
        library.setLevel(logging.CRITICAL)
