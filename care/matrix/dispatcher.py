"""Empties the outbox of one account: in order per conversation, conversations side by side."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import partial

import structlog

from care.matrix import metrics
from care.matrix.delivery import Delivery
from care.matrix.handling import Handler, refusal_cause
from care.matrix.http import MatrixError
from care.matrix.opening import NotAllInvited
from care.runtime.errors import PermanentFailure, TemporaryFailure
from care.runtime.logs import incident_number, opaque, where
from care.runtime.outbox import Pending, load_pending, mark_failed, mark_sent
from care.runtime.outgoing import ClearNotice, Invite, Outgoing, React, Say
from care.runtime.units import Units
from care.runtime.worker import Worker

_AT_ONCE = 16
_PAUSE = 1.0
_log = structlog.get_logger()


@dataclass
class _Lane:
    waiting: deque[Pending] = field(default_factory=deque)
    running: bool = False


class Dispatcher:
    """Sends what units of work queued, until told to stop; what is left stays for next time."""

    def __init__(
        self, account: str, units: Units, worker: Worker, delivery: Delivery, handler: Handler
    ) -> None:
        self._account = account
        self._handler = handler
        self._units = units
        self._worker = worker
        self._delivery = delivery
        self._lanes: defaultdict[str, _Lane] = defaultdict(_Lane)
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._seen = 0
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        units.on_queued(self._on_queued)

    async def run(self) -> None:
        """Send for ever."""
        self._wake.set()
        while True:
            await self._wake.wait()
            self._wake.clear()
            while rows := await self._load():
                for pending in rows:
                    self._seen = pending.sequence
                    self._enqueue(pending)

    async def drain(self) -> None:
        """Wait until nothing that was queued so far is still on its way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        """Stop sending: what is on its way stays in the outbox, under its transaction id."""
        self._units.off_queued(self._on_queued)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _on_queued(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)

    async def _load(self) -> list[Pending]:
        seen, account, keys = self._seen, self._account, self._units.keys
        return await self._worker.transact(lambda c: load_pending(c, keys, account, after=seen))

    def _enqueue(self, pending: Pending) -> None:
        lane = self._lanes[pending.lane]
        lane.waiting.append(pending)
        if not lane.running:
            lane.running = True
            task = asyncio.create_task(self._empty(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _empty(self, lane: _Lane) -> None:
        while lane.waiting:
            async with self._places:
                if await self._is_dealt_with(lane.waiting[0]):
                    lane.waiting.popleft()
                    continue
            await asyncio.sleep(_PAUSE)
        lane.running = False

    async def _is_dealt_with(self, pending: Pending) -> bool:
        """Whether `pending` was sent or given up; otherwise it is to be tried again."""
        try:
            return await self._deliver(pending)
        except (TemporaryFailure, sqlite3.OperationalError):
            return False
        # The boundary of this wing: a bug costs one message, never those behind it.
        except Exception as bug:
            _log.error("sending_failed", incident=incident_number(), **where(bug))
            return await self._give_up(pending, bug)

    async def _deliver(self, pending: Pending) -> bool:
        try:
            fate = await self._delivery.deliver(pending, self._units.clock.now())
        except PermanentFailure as reason:
            if isinstance(reason, MatrixError) and reason.status == 401:
                return False  # logged out: the session ends, the row stays
            _log.error("outbox_refused", lane=opaque(pending.lane), why=str(reason))
            return await self._give_up(pending, reason)
        await self._worker.transact(lambda c: mark_sent(c, pending, fate))
        metrics.SENT.labels(self._account).inc()
        return True

    async def _give_up(self, pending: Pending, reason: Exception) -> bool:
        try:
            await self._worker.run(partial(self._fail, pending, reason))
        except TemporaryFailure:
            return False
        metrics.DROPPED.labels(self._account).inc()
        return True

    def _fail(self, pending: Pending, reason: Exception) -> None:
        """Give `pending` up and say so, in one transaction."""
        with self._units.batch() as batch:
            if mark_failed(batch.connection, pending):
                for rank, outgoing in enumerate(_to_tell(pending.outgoing, reason)):
                    cause = refusal_cause(self._account, pending.transaction_id, rank)
                    try:
                        with batch.unit(cause) as work:
                            self._handler.failed_to_send(work, outgoing, pending.transaction_id)
                    # The boundary of this wing: what was given up stays so.
                    except Exception as bug:
                        _log.error("telling_failed", incident=incident_number(), **where(bug))


def _to_tell(refused: Outgoing, reason: Exception) -> list[Outgoing]:
    """What people must hear of. Words that could not be said are not talked about: for ever."""
    if isinstance(reason, NotAllInvited):
        return [Invite(refused.to, person) for person in reason.people]
    return [] if isinstance(refused, Say | React | ClearNotice) else [refused]
