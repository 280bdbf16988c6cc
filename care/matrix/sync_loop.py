"""Listens to the homeserver: nothing is acknowledged before it is safely in our hands.

The token is ours: it is written in the transaction that puts its messages into the inbox, after the
keys that came with them were saved. Whatever is interrupted is received again, and known again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from sqlalchemy import Connection

from care.matrix import metrics
from care.matrix.handling import Handler
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.intake import Intake
from care.matrix.listener import Listener
from care.matrix.machine import Machine
from care.matrix.moving import REPLACED, Moving
from care.matrix.opening import Opening
from care.matrix.rooms import RoomBook
from care.matrix.stepping_back import SteppingBack
from care.matrix.sync_batch import SyncBatch, read_sync, sync_filter
from care.runtime.errors import TemporaryFailure
from care.runtime.inbox import Received, receive
from care.runtime.logs import incident_number, opaque, where
from care.runtime.memory import forget, recall, recall_all, remember
from care.runtime.units import Units
from care.runtime.worker import Worker

_LONG_POLL_MS = 30_000
_TO_DEVICE_PER_SYNC = 100
_PAUSE = 1.0
_POSITION = "sync_token"
_INVITED = "invited:"
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
        handler: Handler,
        opening: Opening,
        stepping_back: SteppingBack,
        moving: Moving,
        units: Units,
        worker: Worker,
    ) -> None:
        self._account = account
        self._http = http
        self._machine = machine
        self._rooms = rooms
        self._listener = listener
        self._handler = handler
        self._opening = opening
        self._stepping_back = stepping_back
        self._moving = moving
        self._worker = worker
        self._intake = Intake(
            account, http, units, worker, self._enqueue, attentive=handler.attentive
        )
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[Received] = []
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Listen for ever. Raises MatrixError when the homeserver logged us out."""
        account = self._account
        token = await self._worker.transact(lambda c: recall(c, account, _POSITION))
        invited = await self._worker.transact(lambda c: recall_all(c, account, _INVITED))
        for room_id in invited:
            self._background(self._join(room_id))
        replaced = await self._worker.transact(lambda c: recall_all(c, account, REPLACED))
        for former, new in replaced.items():
            self._background(self._moving.follow(former, new))
        while True:
            try:
                batch = read_sync(await self._ask(token), account)
                await self._take_in(batch, token)
            except TemporaryFailure as reason:  # nothing is acknowledged: ask for the same again
                _log.warning("sync_postponed", why=str(reason))
                await asyncio.sleep(_PAUSE)
                continue
            token = batch.next_batch
            self.ready.set()
            metrics.LAST_SYNC.labels(account).set_to_current_time()

    async def stop(self) -> None:
        """Give up what goes on beside; it is begun again at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _ask(self, token: str | None) -> Json:
        with_receipts = token is None or self._handler.wants_receipts
        query = {"filter": sync_filter(with_receipts=with_receipts), "timeout": "0"}
        if token is not None:
            query["since"] = token
            if self.ready.is_set():
                query["timeout"] = str(_LONG_POLL_MS)
        return await self._http.request("GET", path("sync"), query=query, insist=None, patience=120)

    async def _take_in(self, batch: SyncBatch, since: str | None) -> None:
        self._listener.keys_arrived(self._machine.receive(batch.to_device, batch.changed))
        for update in batch.joined:
            self._rooms.apply(update)
        for room_id in batch.left:
            self._rooms.forget(room_id)
            self._machine.sharing.forget(room_id)
        inputs = await self._intake.collect(batch, since)
        if inputs or not batch.is_quiet:
            self._held += await self._worker.transact(lambda c: self._keep(c, inputs, batch))
        if len(batch.to_device) < _TO_DEVICE_PER_SYNC:  # otherwise more keys are to come first
            self._enqueue(self._held)
            self._held = []
        self._go_on(batch, restored=since is None)
        await self._tell_receipts(batch)
        if batch.one_time_keys is not None:
            metrics.ONE_TIME_KEYS.labels(self._account).set(batch.one_time_keys)
            await self._machine.replenish(batch.one_time_keys)

    def _go_on(self, batch: SyncBatch, *, restored: bool) -> None:
        """What takes its time, beside."""
        for room_id in batch.invited:
            self._background(self._join(room_id))
        for update in batch.joined:
            if update.creation:
                self._background(self._opening.meet(update, restored=restored))
            if update.replacement is not None:
                self._background(self._moving.follow(update.room_id, update.replacement))
            if update.predecessor is not None:
                self._background(self._moving.follow(update.predecessor, update.room_id))
            if self._stepping_back.concerns(update):
                self._background(self._stepping_back.leave_if_joined(update.room_id))

    def _keep(
        self, connection: Connection, inputs: list[Received], batch: SyncBatch
    ) -> list[Received]:
        fresh = receive(connection, self._account, inputs)
        for room_id in batch.invited:
            remember(connection, self._account, _INVITED + room_id, "1")
        for update in batch.joined:
            if update.replacement is not None:
                remember(connection, self._account, REPLACED + update.room_id, update.replacement)
        remember(connection, self._account, _POSITION, batch.next_batch)
        return fresh

    def _enqueue(self, fresh: list[Received]) -> None:
        metrics.RECEIVED.labels(self._account).inc(len(fresh))
        self._listener.enqueue(fresh)

    async def _tell_receipts(self, batch: SyncBatch) -> None:
        receipts = [receipt for update in batch.joined for receipt in update.receipts]
        if receipts and self._handler.wants_receipts:
            try:
                await self._worker.transact(lambda c: self._handler.read(c, receipts))
            # The boundary of this wing: nobody waits for a receipt, everybody for the next message.
            except Exception as bug:
                _log.error("receipts_lost", incident=incident_number(), **where(bug))

    async def _join(self, room_id: str) -> None:
        account = self._account
        try:
            await self._http.request("POST", path("join", room_id), {}, insist=None)
        except MatrixError as reason:
            if reason.status == 401:  # logged out: next time
                return
            _log.info("invitation_refused", room=opaque(room_id), why=str(reason))
        await self._worker.transact(lambda c: forget(c, account, _INVITED + room_id))

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_report(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _report(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except (TemporaryFailure, MatrixError) as reason:
        _log.warning("left_for_later", why=str(reason))
