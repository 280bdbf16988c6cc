"""The daily refresh: a row says when it is due, so that a stop delays it and never doubles it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from prometheus_client import Gauge
from sqlalchemy import Connection, insert, select, update

from care.directory.model import Edition
from care.directory.rules import is_stale
from care.directory.sources.port import DirectorySource
from care.directory.sources.schedule import after_failure, next_refresh
from care.directory.sources.taking import Place, take_in
from care.directory.store import load_edition
from care.directory.tables import REFRESHES
from care.runtime.clock import Clock
from care.runtime.errors import Refusal, SettingsError
from care.runtime.logs import incident_number, where

PUBLISHED = Gauge("cercle_directory_published_seconds", "When the national file was published")
STALE = Gauge("cercle_directory_stale", "Whether the national file is more than ten days old")
FAILING = Gauge("cercle_directory_refresh_failing", "Whether the last refresh failed")

_NAME = "national"
_LEASE = timedelta(hours=3)
_LONGEST_NAP = 60.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RefreshState:
    """When the refresh is due, when it was last tried, and why that failed (a reason's key)."""

    due_at: datetime
    tried_at: datetime | None
    failure: str | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Refresh:
    """Refreshes one territory's directory at `hour` in `zone`."""

    place: Place
    source: DirectorySource
    hour: int
    zone: ZoneInfo
    clock: Clock

    def run_if_due(self) -> bool:
        """Refresh if it is time to, and nobody else does; whether it was tried."""
        state = self._claim()
        self._measure()
        if state is None:
            return False
        failure, mark = self._try(state.mark)
        now = self.clock.now()
        next_time = after_failure if failure else next_refresh
        with self.place.database.begin() as connection:
            connection.execute(
                update(REFRESHES)
                .where(REFRESHES.c.name == _NAME)
                .values(
                    due_at=next_time(now, self.hour, self.zone),
                    tried_at=now,
                    failure=failure,
                    mark=mark,
                )
            )
        self._measure()
        return True

    def _claim(self) -> RefreshState | None:
        """The state when due, put off so that no other process takes it; None when not due."""
        now = self.clock.now()
        with self.place.database.begin_in_turn() as connection:
            state = load_refresh(connection)
            if state is None:
                state = RefreshState(self._first_due(load_edition(connection), now), None, None)
                connection.execute(
                    insert(REFRESHES).values(name=_NAME, due_at=state.due_at, mark="")
                )
            if state.due_at > now:
                return None
            connection.execute(
                update(REFRESHES).where(REFRESHES.c.name == _NAME).values(due_at=now + _LEASE)
            )
        return state

    def _first_due(self, edition: Edition | None, now: datetime) -> datetime:
        """At once when nothing was ever imported, else the first time after the last import."""
        if edition is None:
            return now
        return next_refresh(edition.imported_at, self.hour, self.zone)

    def _try(self, known: str) -> tuple[str | None, str]:
        try:
            taken = take_in(self.place, self.source, self.clock.now(), known=known)
        except Refusal as refused:
            _log.warning("directory_refresh_refused", reason=refused.reason)
            return refused.reason, known
        except SettingsError:
            _log.warning("directory_refresh_refused", reason="source-settings")
            return "source-settings", known
        except Exception as error:  # the boundary of the refresh: a bug must not stop the others
            _log.error("directory_refresh_broken", incident=incident_number(), **where(error))
            return "source-broken", known
        report = taken.report
        counts = {} if report is None else {"added": report.added, "removed": report.removed}
        _log.info("directory_refreshed", new=report is not None, **counts)
        return None, taken.mark

    def _measure(self) -> None:
        with self.place.database.begin() as connection:
            edition, state = load_edition(connection), load_refresh(connection)
        if edition is not None:
            PUBLISHED.set(edition.published_at.timestamp())
            STALE.set(is_stale(edition, self.clock.now()))
        FAILING.set(state is not None and state.failure is not None)


def load_refresh(connection: Connection) -> RefreshState | None:
    """Where the refresh stands; None before the first one was planned."""
    row = connection.execute(select(REFRESHES).where(REFRESHES.c.name == _NAME)).first()
    return None if row is None else RefreshState(row.due_at, row.tried_at, row.failure, row.mark)


async def keep_refreshed(run_if_due: Callable[[], object], nap: float = _LONGEST_NAP) -> None:
    """Look every minute whether it is time, until cancelled; what runs then is let to end."""
    while True:
        await asyncio.shield(asyncio.to_thread(run_if_due))
        await asyncio.sleep(nap)
