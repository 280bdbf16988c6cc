"""Listens to the homeserver: nothing is acknowledged before it is safely in our hands.

The token is ours: it is written in the transaction that puts its messages into the inbox, after the
keys that came with them were saved. Whatever is interrupted is received again, and known again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any

import orjson
import structlog
from sqlalchemy import Connection

from care.matrix import metrics
from care.matrix.delivery import MARK
from care.matrix.http import Json, MatrixError, MatrixHttp, Unreachable, path
from care.matrix.listener import Listener
from care.matrix.lookback import own_content, pages_back
from care.matrix.machine import Machine
from care.matrix.rooms import RoomBook
from care.matrix.stepping_back import SteppingBack
from care.matrix.sync_batch import RoomUpdate, SyncBatch, events_for_us, read_sync, sync_filter
from care.runtime.inbox import Received, receive
from care.runtime.logs import opaque
from care.runtime.memory import recall, remember
from care.runtime.units import Units, derive_transaction_id
from care.runtime.worker import Worker

_LONG_POLL_MS = 30_000
_ROOMS_AT_ONCE = 8
_PAGES_WHEN_RESTORED = 5
_POSITION = "sync_token"
_log = structlog.get_logger()


class SyncLoop:
    """The receiving side of one account."""

    def __init__(
        self,
        account: str,
        http: MatrixHttp,
        machine: Machine,
        rooms: RoomBook,
        listener: Listener,
        stepping_back: SteppingBack,
        units: Units,
        worker: Worker,
    ) -> None:
        self._account = account
        self._http = http
        self._machine = machine
        self._rooms = rooms
        self._listener = listener
        self._stepping_back = stepping_back
        self._units = units
        self._worker = worker
        self._reading = asyncio.Semaphore(_ROOMS_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Listen for ever. Raises MatrixError when the homeserver logged us out."""
        account = self._account
        token = await self._worker.transact(lambda c: recall(c, account, _POSITION))
        while True:
            batch = read_sync(await self._ask(token), account)
            await self._take_in(batch, token)
            token = batch.next_batch
            self.ready.set()
            metrics.LAST_SYNC.labels(account).set_to_current_time()

    async def _ask(self, token: str | None) -> Json:
        query = {"filter": sync_filter(with_receipts=token is None), "timeout": "0"}
        if token is not None:
            query["since"] = token
            if self.ready.is_set():
                query["timeout"] = str(_LONG_POLL_MS)
        return await self._http.request("GET", path("sync"), query=query, insist=None, patience=120)

    async def _take_in(self, batch: SyncBatch, since: str | None) -> None:
        arrived = self._machine.receive(batch.to_device, batch.changed)
        for update in batch.joined:
            self._rooms.apply(update)
        for room_id in batch.left:
            self._rooms.forget(room_id)
            self._machine.sharing.forget(room_id)
        inputs = await self._collect(batch, since)
        if inputs or not batch.is_quiet:
            fresh = await self._worker.transact(lambda c: self._keep(c, inputs, batch.next_batch))
            metrics.RECEIVED.labels(self._account).inc(len(fresh))
            self._listener.enqueue(fresh)
        self._listener.keys_arrived(arrived)
        for room_id in batch.invited:
            self._background(self._join(room_id))
        for update in batch.joined:
            if self._stepping_back.concerns(update):
                self._background(self._stepping_back.leave_if_joined(update.room_id))
        if batch.one_time_keys is not None:
            metrics.ONE_TIME_KEYS.labels(self._account).set(batch.one_time_keys)
            await self._machine.replenish(batch.one_time_keys)

    def _keep(self, connection: Connection, inputs: list[Received], token: str) -> list[Received]:
        fresh = receive(connection, self._account, inputs)
        remember(connection, self._account, _POSITION, token)
        return fresh

    async def _collect(self, batch: SyncBatch, since: str | None) -> list[Received]:
        read = self._events_since if since is not None else self._events_when_restored
        found = await asyncio.gather(*(read(update, since) for update in batch.joined))
        now = self._units.clock.now()
        return [
            _received(update.room_id, event, now)
            for update, events in zip(batch.joined, found, strict=True)
            for event in events
        ]

    async def _events_since(self, update: RoomUpdate, since: str | None) -> list[Json]:
        """The messages of the timeline, and of the gap before it when the server cut it short."""
        events = update.timeline
        if update.limited and update.prev_batch is not None:
            async with self._reading:
                gap: list[Json] = []
                pages = pages_back(self._http, update.room_id, update.prev_batch, since)
                async for page in pages:
                    gap.extend(page)
            events = [*reversed(gap), *events]
        return events_for_us(events, self._account)

    async def _events_when_restored(self, update: RoomUpdate, _since: str | None) -> list[Json]:
        """Without a token: what came after our read receipt and has no answer of ours yet."""
        newest_first = list(reversed(update.timeline))
        if update.limited and not _holds(newest_first, update.receipt):
            async with self._reading:
                pages = pages_back(self._http, update.room_id, update.prev_batch)
                for _ in range(_PAGES_WHEN_RESTORED):
                    newest_first.extend(await anext(pages, []))
                    if _holds(newest_first, update.receipt):
                        break
        unread: list[Json] = []
        for event in newest_first:
            if event.get("event_id") == update.receipt:
                break
            unread.append(event)
        said = {own_content(self._machine, update.room_id, one).get(MARK) for one in newest_first}
        return [
            event
            for event in events_for_us(list(reversed(unread)), self._account)
            if self._answer_mark(event) not in said
        ]

    def _answer_mark(self, event: Json) -> str:
        cause = f"{self._account}|{event['event_id']}"
        return derive_transaction_id(self._account, cause, 0)

    async def _join(self, room_id: str) -> None:
        try:
            await self._http.request("POST", path("join", room_id), {}, insist=300)
        except (MatrixError, Unreachable) as reason:
            _log.info("invitation_refused", room=opaque(room_id), why=str(reason))

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _received(room_id: str, event: Json, now: datetime) -> Received:
    return Received(str(event["event_id"]), room_id, orjson.dumps(event), now)


def _holds(events: list[Json], event_id: str | None) -> bool:
    return event_id is not None and any(event.get("event_id") == event_id for event in events)
