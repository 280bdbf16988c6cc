"""One account's encrypted session: logged in, listening, answering, and restorable.

Guarantees: what was said to the account reaches its handler at least once and takes effect exactly
once; what the handler queued is sent exactly once, in order per conversation; only devices that
their owners signed are heard and hear.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection

from care.matrix.acceptance import AcceptedIdentities
from care.matrix.account_lock import AccountLock, served_alone
from care.matrix.backup import Backup
from care.matrix.delivery import Delivery
from care.matrix.disk import AccountFiles, Device
from care.matrix.dispatcher import Dispatcher
from care.matrix.enrolment import equip
from care.matrix.handling import Handler
from care.matrix.http import MatrixError, MatrixHttp, Unreachable, path
from care.matrix.listener import LATE_GRACE, Listener
from care.matrix.moving import Moving
from care.matrix.opening import Opening
from care.matrix.rooms import RoomBook
from care.matrix.stepping_back import SteppingBack
from care.matrix.sync_loop import SyncLoop
from care.matrix.window import Window
from care.runtime.inbox import forget_done
from care.runtime.memory import recall, remember
from care.runtime.outbox import forget_sent, is_waiting
from care.runtime.outgoing import Address
from care.runtime.units import Units
from care.runtime.worker import Worker

_BACKUP_EVERY = 2.0
_LAST_SAVE = 3.0
_RECEIPTS_EVERY = 0.5
_LOCK_CHECK_EVERY = 10.0
_LATE_CHECK_EVERY = 5.0
_MEND_EVERY = 1.0
_FORGET_EVERY = 3600.0
_KEEP_MARKS = timedelta(days=60)
_KEEP_SENT = timedelta(days=1100)  # cards are edited as long as the circles they are about live
_DEVICE_SINCE = "device_since"
_log = structlog.get_logger()


class Session:
    """Runs `user_id` on the homeserver at `base_url` with the files in `files`.

    `late_grace`: how long a message may wait for its key before its sender is told.
    """

    def __init__(
        self,
        base_url: str,
        user_id: str,
        files: AccountFiles,
        units: Units,
        worker: Worker,
        handler: Handler,
        *,
        late_grace: timedelta = LATE_GRACE,
    ) -> None:
        self.user_id = user_id
        self._late_grace = late_grace
        self.http = MatrixHttp(base_url)
        self._files = files
        self._units = units
        self._worker = worker
        self._handler = handler
        self._started = asyncio.Event()
        self._device: Device | None = None

    async def ready(self) -> None:
        """Wait until the account is listening."""
        await self._started.wait()

    async def run(self) -> None:
        """Serve until cancelled.

        Raises SettingsError when the account cannot be used, MatrixError when the homeserver logs
        us out.
        """
        try:
            await self._serve()
        finally:
            await self.http.close()
            if self._device is not None:
                self._device.store.close()

    async def _serve(self) -> None:
        async with served_alone(self.user_id, self._files.state, self._units.database) as lock:
            await self._serve_alone(lock)

    async def _serve_alone(self, lock: AccountLock) -> None:
        equipment = await equip(self.http, self.user_id, self._files)
        device, machine = equipment.device, equipment.machine
        self._device = device
        since = await self._device_since(device.is_new)
        rooms = RoomBook(self.http)
        parts = (self._units, self._worker)
        opening = Opening(self.user_id, self.http, rooms, self._worker)
        keys = self._units.keys
        delivery = Delivery(
            self.user_id, self.http, machine, rooms, opening, self._worker, keys, since
        )
        dispatcher = Dispatcher(self.user_id, *parts, delivery, self._handler)
        listener = Listener(self.user_id, machine, rooms, *parts, self._handler, self._late_grace)
        machine.devices.accepts = AcceptedIdentities(self.user_id, self._worker).take
        stepping_back = SteppingBack(self.user_id, self.http, rooms, self._worker)
        loop = SyncLoop(
            self.user_id,
            self.http,
            machine,
            rooms,
            listener,
            self._handler,
            opening,
            stepping_back,
            Moving(self.user_id, self.http, rooms, *parts, self._handler),
            *parts,
        )
        window = self._handler.window or Window()
        with window.open_on(self.http, rooms):
            try:
                await listener.resume()
                async with asyncio.TaskGroup() as tasks:
                    for work in (
                        loop.run(),
                        listener.watch(),
                        dispatcher.run(),
                        _every(_LOCK_CHECK_EVERY, lock.check),
                        self._announce(loop.ready),
                        stepping_back.leave_all_joined(),
                        self._receipts(listener),
                        _every(_BACKUP_EVERY, lambda: _save(equipment.backup)),
                        _every(_MEND_EVERY, lambda: _try(machine.mend())),
                        _every(
                            min(_LATE_CHECK_EVERY, self._late_grace.total_seconds() / 2),
                            listener.tell_late,
                        ),
                        _every(_FORGET_EVERY, self._forget_old),
                    ):
                        tasks.create_task(work)
            except* Exception as group:
                raise group.exceptions[0] from None
            finally:
                # What is being handled still looks through the window.
                await listener.stop()
                await dispatcher.stop()
                await loop.stop()
                await _save_last(equipment.backup)

    async def _announce(self, ready: asyncio.Event) -> None:
        await ready.wait()
        self._started.set()

    async def _device_since(self, is_new: bool) -> datetime:
        """When this device was made: what was queued earlier may have left by another one."""
        account, now = self.user_id, self._units.clock.now().isoformat()

        def note(connection: Connection) -> str:
            known = None if is_new else recall(connection, account, _DEVICE_SINCE)
            if known is None:
                remember(connection, account, _DEVICE_SINCE, now)
            return known or now

        return datetime.fromisoformat(await self._worker.transact(note))

    async def _receipts(self, listener: Listener) -> None:
        """Show people that they were read; where we are, should our database be lost.

        A message counts as read once what was said in answer has left.
        """
        latest: dict[str, str] = {}
        while True:
            if not latest:
                latest = dict([await listener.on_handled.get()])
            await asyncio.sleep(_RECEIPTS_EVERY)
            while not listener.on_handled.empty():
                room_id, event_id = listener.on_handled.get_nowait()
                latest[room_id] = event_id
            for room_id in list(latest):
                if not await self._is_answering(room_id):
                    target = path("rooms", room_id, "receipt", "m.read", latest.pop(room_id))
                    await _try(self.http.request("POST", target, {}))

    async def _is_answering(self, room_id: str) -> bool:
        account, lane = self.user_id, Address(room_id).lane
        return await self._worker.transact(lambda c: is_waiting(c, account, lane))

    async def _forget_old(self) -> None:
        now = self._units.clock.now()
        await self._worker.transact(lambda c: forget_done(c, now, _KEEP_MARKS))
        await self._worker.transact(lambda c: forget_sent(c, now, _KEEP_SENT))


async def _every(seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        await work()


async def _save(backup: Backup) -> None:
    await _try(backup.save_new())


async def _save_last(backup: Backup) -> None:
    """The keys of the last moments, if the server takes them at once."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_LAST_SAVE):
            await _save(backup)


async def _try(work: Coroutine[Any, Any, Any]) -> None:
    """Something that is done again anyway, or that nobody waits for."""
    try:
        await work
    except (Unreachable, MatrixError) as reason:
        _log.info("postponed", why=str(reason))
