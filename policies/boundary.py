"""The one place where an error inside a rule becomes a refusal: we fail closed, and say so."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from synapse.module_api.errors import SynapseError
from twisted.internet.defer import CancelledError

from care.access.reason import AccessRefused, Reason
from policies.refusals import as_error, as_spam

logger = logging.getLogger("cercle.policies")

P = ParamSpec("P")
R = TypeVar("R")

Refuse = Callable[[Reason, str | None], R]


def returning_spam(callback: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[object]]:
    """For spam-checker callbacks: a refusal is a returned pair."""
    return guarded(callback, as_spam)


def raising_error(callback: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    """For third-party-rules callbacks: a refusal is a raised SynapseError."""

    def refuse(reason: Reason, incident: str | None) -> R:
        raise as_error(reason, incident)

    return guarded(callback, refuse)


def answering(refusal: R) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]:
    """For callbacks whose refusal is a plain value; Synapse lets some through when they raise."""
    return lambda callback: guarded(callback, lambda _reason, _incident: refusal)


def guarded(callback: Callable[P, Awaitable[R]], refuse: Refuse[R]) -> Callable[P, Awaitable[R]]:
    """The callback, whose every failure is a refusal with an incident number in the log."""

    @wraps(callback)
    async def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return await callback(*args, **kwargs)
        except AccessRefused as refused:
            return refuse(refused.reason, None)
        except (CancelledError, SynapseError):
            raise
        except Exception as error:  # the documented boundary: an unforeseen error refuses the act
            return refuse(Reason.INCIDENT, log_incident(callback.__name__, error))

    return call


def log_incident(where: str, error: Exception) -> str:
    """Log the path of an error through our files, never its words: they may hold a content."""
    incident = f"{secrets.randbelow(10**6):06d}"
    frames = traceback.extract_tb(error.__traceback__)
    path = " > ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
    logger.error("Incident %s in %s: %s at %s", incident, where, type(error).__name__, path)
    return incident
