"""From the inbox to the handler: each message once, in order per room, rooms side by side."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import orjson
import structlog

from care.matrix import metrics
from care.matrix.decryption import KeyMissing, Malformed, NotTrusted
from care.matrix.handling import Handler, failure_cause, handling_cause, tell_sign
from care.matrix.http import Json, MatrixError
from care.matrix.lanes import Lanes
from care.matrix.machine import Machine
from care.matrix.model import Happening, IncomingMessage
from care.matrix.reading import NotAMessage, read_message
from care.matrix.rooms import RoomBook
from care.matrix.signs import TYPES as SIGN_TYPES
from care.matrix.signs import read_sign
from care.runtime.errors import TemporaryFailure
from care.runtime.inbox import Received, complete, mark_notice_sent, mark_unreadable
from care.runtime.logs import incident_number, opaque, where
from care.runtime.memory import recall, remember
from care.runtime.outgoing import Address
from care.runtime.rooms import note_direct_room
from care.runtime.units import Batch, Units
from care.runtime.worker import Worker

_AT_ONCE = 32
LATE_GRACE = timedelta(seconds=20)
#: How long a message waits, and its room with it, for what its handling needs of the homeserver.
HOPE = timedelta(minutes=10)
_SLOW = 0.2
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Opened:
    """One input, read: a message, a doubt about its device, a sign, or nothing to answer."""

    received: Received
    message: IncomingMessage | None = None
    sign: Happening | None = None
    doubt: NotTrusted | None = None
    bug: Exception | None = None


class Listener:
    """Reads what waits in the inbox of one account and has it handled."""

    def __init__(
        self,
        account: str,
        machine: Machine,
        rooms: RoomBook,
        units: Units,
        worker: Worker,
        handler: Handler,
        late_grace: timedelta = LATE_GRACE,
    ) -> None:
        self._late_grace = late_grace
        self._account = account
        self._machine = machine
        self._rooms = rooms
        self._units = units
        self._worker = worker
        self._handler = handler
        self._lanes = Lanes(account, worker, self._take)
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._late: dict[str, tuple[Received, str]] = {}
        self.on_handled: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def resume(self) -> None:
        """Handle what an earlier session left in the inbox."""
        await self._lanes.resume()

    async def watch(self) -> None:
        """Wait for ever; raises what a bug of ours raised where no message was to blame."""
        await self._lanes.watch()

    def enqueue(self, inputs: Iterable[Received]) -> None:
        """Handle `inputs` as soon as their rooms are free."""
        self._lanes.enqueue(inputs)

    def keys_arrived(self, keys: Iterable[tuple[str, str]]) -> None:
        """Try again what waited for these (room id, session id), before what came later."""
        arrived = set(keys)
        ready = [
            received
            for received, session_id in self._late.values()
            if (received.lane, session_id) in arrived
        ]
        for received in ready:
            self._late.pop(received.input_id)
        self._lanes.enqueue_first(ready)

    async def tell_late(self) -> None:
        """Tell the senders of messages that stayed unreadable beyond the grace, once a day."""
        now = self._units.clock.now()
        due = [
            received
            for received, _ in self._late.values()
            if not received.notice_sent and now - received.received_at >= self._late_grace
        ]
        for room_id in {received.lane for received in due}:
            here = [received for received in due if received.lane == room_id]
            await self._worker.run(partial(self._tell_late_in, room_id, here))
            ids = [received.input_id for received in here]
            for input_id in ids:
                if input_id in self._late:
                    received, session_id = self._late[input_id]
                    self._late[input_id] = (replace(received, notice_sent=True), session_id)

    async def stop(self) -> None:
        """Let what is being handled finish."""
        await self._lanes.stop()

    async def _take(self, room_id: str, chunk: list[Received]) -> None:
        async with self._places:
            opened = [one for received in chunk if (one := await self._open(received)) is not None]
        ready: list[_Opened] = []
        for one in opened:
            if ready and one.message is not None and self._handler.looks_back(one.message):
                await self._handle(room_id, ready)
                ready = []
            started = time.monotonic()
            try:
                ready.append(await self._prepare(one))
            except TemporaryFailure:
                await self._handle(room_id, ready)
                raise  # those from here on are given again
            if time.monotonic() - started > _SLOW:  # the others do not wait for the whole chunk
                await self._handle(room_id, ready)
                ready = []
        await self._handle(room_id, ready)

    async def _prepare(self, one: _Opened) -> _Opened:
        if one.message is not None:
            try:
                await self._handler.prepare(one.message)
            except TemporaryFailure as failure:
                if self._units.clock.now() - one.received.received_at < HOPE:
                    raise
                return replace(one, bug=failure)
            except Exception as bug:
                return replace(one, bug=bug)
        return one

    async def _handle(self, room_id: str, ready: list[_Opened]) -> None:
        if ready:
            await self._worker.run(partial(self._handle_all, ready))
            self.on_handled.put_nowait((room_id, ready[-1].received.input_id))

    async def _open(self, received: Received) -> _Opened | None:
        event: Json = orjson.loads(received.source)
        try:
            if event.get("type") in SIGN_TYPES:
                view = await self._rooms.view(received.lane)
                sign = read_sign(received.lane, event, view.joined, direct=view.is_direct)
                return _Opened(received, sign=sign)
            await self._machine.devices.refresh([str(event.get("sender", ""))])
            inside = self._machine.decrypt(received.lane, event)
            view = await self._rooms.view(received.lane)
            notices = self._handler.hears_notices
            return _Opened(
                received, read_message(received.lane, event, inside, view, notices=notices)
            )
        except KeyMissing as missing:
            self._late[received.input_id] = (received, missing.session_id)
            metrics.UNREADABLE.labels(self._account).set(len(self._late))
            mark = partial(mark_unreadable, account=self._account, input_id=received.input_id)
            await self._worker.transact(mark)
            return None
        except NotTrusted as doubt:
            metrics.REFUSED.labels(self._account).inc()
            return _Opened(received, doubt=doubt)
        except MatrixError as reason:
            if reason.status == 401:  # logged out: the session ends, the message stays
                raise TemporaryFailure(str(reason)) from None
            return self._drop(received, str(reason))
        except (Malformed, NotAMessage) as reason:
            return self._drop(received, type(reason).__name__)

    def _drop(self, received: Received, why: str) -> _Opened:
        _log.info("message_dropped", room=opaque(received.lane), why=why)
        return _Opened(received)

    def _handle_all(self, opened: list[_Opened]) -> None:
        with self._units.batch() as batch:
            for one in opened:
                if not complete(batch.connection, self._account, one.received.input_id):
                    continue
                if one.message is not None:
                    self._handle_one(batch, one.message, one.bug)
                elif one.sign is not None:
                    self._tell_sign(batch, one.sign)
                elif one.doubt is not None:
                    self._tell_doubt(batch, one.received, one.doubt)

    def _handle_one(self, batch: Batch, message: IncomingMessage, bug: Exception | None) -> None:
        try:
            if bug is not None:
                raise bug
            if message.direct:
                note_direct_room(
                    batch.connection, self._account, message.sender.user_id, message.room_id
                )
            with batch.unit(handling_cause(self._account, message.event_id)) as work:
                self._handler.handle(work, message)
        # The boundary of this wing: a bug is logged with a number, its sender told, work goes on.
        except Exception as error:
            self._tell_failed(batch, message, error)
        metrics.HANDLED.labels(self._account).inc()
        delay = self._units.clock.now() - message.sent_at
        metrics.ANSWER_SECONDS.labels(self._account).observe(max(delay.total_seconds(), 0))

    def _tell_sign(self, batch: Batch, sign: Happening) -> None:
        try:
            with batch.unit(handling_cause(self._account, sign.event_id)) as work:
                tell_sign(self._handler, work, sign)
        # The boundary of this wing: nobody asked anything, so nobody is told.
        except Exception as error:
            metrics.FAILED.labels(self._account).inc()
            _log.error("handling_failed", incident=incident_number(), **where(error))

    def _tell_failed(self, batch: Batch, message: IncomingMessage, error: Exception) -> None:
        incident = incident_number()
        metrics.FAILED.labels(self._account).inc()
        _log.error("handling_failed", incident=incident, **where(error))
        # A database that is gone fails here again, and the whole chunk is tried later.
        with batch.unit(failure_cause(self._account, message.event_id)) as work:
            self._handler.failed(work, message, incident)

    def _tell_doubt(self, batch: Batch, received: Received, doubt: NotTrusted) -> None:
        """Once a day per device and room."""
        sender = orjson.loads(received.source)["sender"]
        who = f"{sender} {doubt.device_id} {received.lane}"
        name = f"told:{hashlib.sha256(who.encode()).hexdigest()}"  # ids may be longer than a name
        with batch.unit(handling_cause(self._account, received.input_id)) as work:
            today = work.now.date().isoformat()
            if recall(work.connection, self._account, name) != today:
                remember(work.connection, self._account, name, today)
                self._handler.doubtful(work, Address(received.lane), doubt.doubt)

    def _tell_late_in(self, room_id: str, late: list[Received]) -> None:
        senders = {str(orjson.loads(received.source)["sender"]) for received in late}
        with self._units.unit(f"{self._account}|late|{late[0].input_id}") as work:
            ids = [received.input_id for received in late]
            mark_notice_sent(work.connection, self._account, ids)
            today = work.now.date().isoformat()
            names = {f"told_late:{sender}:{room_id}" for sender in senders}
            fresh = [n for n in names if recall(work.connection, self._account, n) != today]
            for name in fresh:
                remember(work.connection, self._account, name, today)
            if fresh:
                self._handler.unreadable(work, Address(room_id))
