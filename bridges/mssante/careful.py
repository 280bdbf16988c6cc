"""Watchers that may fail: what one did is undone, what it was told of stays done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from care.mail.model import DeliveryChange, ExpiryWarning, MailboxChange
from care.mail.ports import Watcher
from care.runtime.errors import TemporaryFailure
from care.runtime.logs import incident_number, where
from care.runtime.units import UnitOfWork

_log = structlog.get_logger()


class CarefulWatcher:
    """Passes on to each of `watchers`; a bug of theirs costs one telling, never a mail."""

    def __init__(self, *watchers: Watcher) -> None:
        self._watchers = watchers

    def delivery_changed(self, work: UnitOfWork, change: DeliveryChange) -> None:
        """A mail went further, or will not."""
        for watcher in self._watchers:
            _try(work, partial(watcher.delivery_changed, work, change))

    def mailbox_changed(self, work: UnitOfWork, change: MailboxChange) -> None:
        """A mailbox stopped or works again."""
        for watcher in self._watchers:
            _try(work, partial(watcher.mailbox_changed, work, change))

    def expiry_is_near(self, work: UnitOfWork, warning: ExpiryWarning) -> None:
        """Something must be renewed."""
        for watcher in self._watchers:
            _try(work, partial(watcher.expiry_is_near, work, warning))


def _try(work: UnitOfWork, tell: Callable[[], None]) -> None:
    before = len(work.queued)
    try:
        with work.connection.begin_nested():
            tell()
    except (TemporaryFailure, OperationalError, InterfaceError):
        raise
    # The boundary with who is told: their bug costs one telling, never a mail.
    except Exception as bug:
        del work.queued[before:]
        _log.error("mail_telling_failed", incident=incident_number(), **where(bug))
