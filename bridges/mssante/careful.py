"""A watcher that may fail: what it did is undone, what it was told of stays done."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from care.mail.model import DeliveryChange, ExpiryWarning, MailboxChange
from care.mail.ports import Watcher
from care.runtime.errors import TemporaryFailure
from care.runtime.logs import incident_number, where
from care.runtime.units import UnitOfWork

_log = structlog.get_logger()


class CarefulWatcher:
    """Passes on to `watcher`; a bug of its own costs one telling, never a mail."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def delivery_changed(self, work: UnitOfWork, change: DeliveryChange) -> None:
        """A mail went further, or will not."""
        _try(work, lambda: self._watcher.delivery_changed(work, change))

    def mailbox_changed(self, work: UnitOfWork, change: MailboxChange) -> None:
        """A mailbox stopped or works again."""
        _try(work, lambda: self._watcher.mailbox_changed(work, change))

    def expiry_is_near(self, work: UnitOfWork, warning: ExpiryWarning) -> None:
        """Something must be renewed."""
        _try(work, lambda: self._watcher.expiry_is_near(work, warning))


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
