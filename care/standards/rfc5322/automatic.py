"""Telling what no person wrote, so that machines never answer each other (RFC 3834)."""

from __future__ import annotations

import re

from care.standards.rfc5322.marks import load_marks
from care.standards.rfc5322.model import Mail

_ROBOTS = re.compile(
    r"(mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|do-?not-?reply|bounces?)\b",
    re.IGNORECASE,
)
_ANSWERING = ("x-autoreply", "x-autorespond", "x-auto-reply", "x-mail-autoreply")
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_LISTS = ("list-id", "list-unsubscribe")


def is_automatic(mail: Mail) -> bool:
    """Whether a machine wrote it: nothing may answer it by itself."""
    headers = mail.headers
    return (
        is_automatic_answer(mail)
        or _auto_submitted(mail) not in {"", "no"}
        or headers.text("precedence").casefold() in _BULK
        or any(headers.has(name) for name in _LISTS)
        or headers.text("x-auto-response-suppress").casefold() not in {"", "none"}
        or (mail.sender is not None and bool(_ROBOTS.match(mail.sender.address)))
    )


def is_automatic_answer(mail: Mail) -> bool:
    """Whether it is a report, a bounce, or the answer of somebody's machine."""
    headers = mail.headers
    return (
        bool(mail.report_type)
        or has_null_return_path(mail)
        or _auto_submitted(mail).startswith(("auto-replied", "auto-notified"))
        or any(headers.has(name) for name in _ANSWERING)
        or headers.text("precedence").casefold() == "auto_reply"
        or bool(load_marks().automatic_subject.match(mail.subject.text))
    )


def has_null_return_path(mail: Mail) -> bool:
    """Whether its envelope says that no answer is wanted."""
    return mail.headers.raw("return-path").replace(" ", "") == "<>"


def _auto_submitted(mail: Mail) -> str:
    return mail.headers.text("auto-submitted").partition(";")[0].strip().casefold()
