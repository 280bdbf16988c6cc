"""Does what is due at its hour: never before, once, caught up after an absence.

Plain asyncio: rows say what is due, so nothing is left for a scheduler but to sleep until the first
of them, or until a unit of work has set an earlier one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Protocol, runtime_checkable

import structlog
from sqlalchemy import Connection

from care.runtime.errors import TemporaryFailure
from care.runtime.logs import incident_number, opaque, where
from care.runtime.timers import Timer, load_due, next_due, postpone_timer, take_timer
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker

# Another process may set a timer, and the machine's clock may be put right.
_LONGEST_SLEEP = 0.5
_PAUSE = 1.0
_log = structlog.get_logger()


@runtime_checkable
class Punctual(Protocol):
    """Whoever does what is due."""

    def due(self, work: UnitOfWork, timer: Timer) -> None:
        """Do what `timer` is for, in the unit of work that takes it away."""
        ...


class TimerLoop:
    """Wakes for the timers of `handlers`, which are by owner."""

    def __init__(self, units: Units, worker: Worker, handlers: Mapping[str, Punctual]) -> None:
        self._units = units
        self._worker = worker
        self._handlers = dict(handlers)
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    async def run(self) -> None:
        """Do what is due until cancelled."""
        self._units.on_timed(self._on_timed)
        try:
            while True:
                self._wake.clear()
                try:
                    pause = self._until(await self.do_due())
                except TemporaryFailure as reason:
                    _log.warning("timers_postponed", why=str(reason))
                    pause = _PAUSE
                try:
                    async with asyncio.timeout(pause):
                        await self._wake.wait()
                except TimeoutError:
                    continue
        finally:
            self._units.off_timed(self._on_timed)

    async def do_due(self) -> datetime | None:
        """Do everything that is due now, in order; returns when the next thing is.

        Raises TemporaryFailure when the database is away: what was not done stays due.
        """
        while True:
            timers, next_at = await self._worker.transact(self._look)
            if not timers:
                return next_at
            for timer in timers:
                await self._do(timer)

    def _look(self, connection: Connection) -> tuple[list[Timer], datetime | None]:
        timers = load_due(connection, self._handlers, self._units.clock.now())
        return timers, None if timers else next_due(connection, self._handlers)

    async def _do(self, timer: Timer) -> None:
        try:
            await self._worker.run(partial(self._take, timer))
        except TemporaryFailure:
            raise
        # The boundary of this wing: a bug costs one timer, never those behind it.
        except Exception as bug:
            now = self._units.clock.now()
            is_kept = await self._worker.transact(lambda c: postpone_timer(c, timer, now))
            _log.error(
                "timer_postponed" if is_kept else "timer_given_up",
                owner=opaque(timer.owner),
                timer=opaque(timer.key),
                incident=incident_number(),
                **where(bug),
            )

    def _take(self, timer: Timer) -> None:
        with self._units.unit(timer.cause) as work:
            taken = take_timer(work, timer)
            if taken is not None:
                self._handlers[timer.owner].due(work, taken)

    def _until(self, due_at: datetime | None) -> float:
        if due_at is None:
            return _LONGEST_SLEEP
        seconds = (due_at - self._units.clock.now()).total_seconds()
        return min(max(seconds, 0.0), _LONGEST_SLEEP)

    def _on_timed(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)
