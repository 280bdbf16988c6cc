"""From an answer of `/sync` to the inputs that are ours to handle, gaps filled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

import orjson
import structlog

from care.matrix.history import History
from care.matrix.http import Json, MatrixError, MatrixHttp
from care.matrix.lookback import pages_between
from care.matrix.signs import strip_sign
from care.matrix.sync_batch import RoomUpdate, SyncBatch, events_for_us, history_filter
from care.runtime.inbox import Received, receive
from care.runtime.logs import opaque
from care.runtime.units import Units
from care.runtime.worker import Worker

_ROOMS_AT_ONCE = 8
_log = structlog.get_logger()
Enqueue = Callable[[list[Received]], None]


class Intake:
    """Collects the inputs of `account`: messages, and with `attentive` what happens besides."""

    def __init__(
        self,
        account: str,
        http: MatrixHttp,
        units: Units,
        worker: Worker,
        enqueue: Enqueue,
        *,
        attentive: bool,
    ) -> None:
        self._account = account
        self._http = http
        self._units = units
        self._worker = worker
        self._enqueue = enqueue
        self._attentive = attentive
        self._history = History(account, http, attentive=attentive)
        self._reading = asyncio.Semaphore(_ROOMS_AT_ONCE)

    async def collect(self, batch: SyncBatch, since: str | None) -> list[Received]:
        """The inputs in `batch`, which follows the token `since`, in order per room."""
        found = await asyncio.gather(*(self._events_in(update, since) for update in batch.joined))
        now = self._units.clock.now()
        return [
            _received(update.room_id, event, now)
            for update, events in zip(batch.joined, found, strict=True)
            for event in events
        ]

    async def _events_in(self, update: RoomUpdate, since: str | None) -> list[Json]:
        """The events to handle; those of a gap are in the inbox when this returns the last."""
        try:
            async with self._reading:
                if since is None:
                    return await self._history.unanswered(update)
                if update.limited and update.has_join_of(self._account):
                    return await self._history.since_invitation(update)
                if update.limited and update.prev_batch is not None:
                    await self._fill_gap(update.room_id, since, update.prev_batch)
        except MatrixError as reason:
            if reason.status == 401:
                raise
            # We were thrown out, or the room removed, since the server spoke of it.
            _log.warning("gap_refused", room=opaque(update.room_id), why=str(reason))
        return self._ours(update.timeline)

    async def _fill_gap(self, room_id: str, since: str, until: str) -> None:
        types = history_filter(attentive=self._attentive)
        async for page in pages_between(self._http, room_id, since, until, types):
            now = self._units.clock.now()
            inputs = [_received(room_id, event, now) for event in self._ours(page)]
            account = self._account
            self._enqueue(
                await self._worker.transact(partial(receive, account=account, inputs=inputs))
            )

    def _ours(self, events: list[Json]) -> list[Json]:
        return events_for_us(events, self._account, attentive=self._attentive)


def _received(room_id: str, event: Json, now: datetime) -> Received:
    kept = event if event["type"] == "m.room.encrypted" else strip_sign(event)
    return Received(str(event["event_id"]), room_id, orjson.dumps(kept), now)
