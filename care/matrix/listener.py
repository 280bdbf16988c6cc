"""From the inbox to the handler: each message once, in order per room, rooms side by side."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

import orjson
import structlog

from care.matrix import metrics
from care.matrix.decryption import KeyMissing, Malformed, NotTrusted
from care.matrix.handling import Handler
from care.matrix.http import Json, MatrixError
from care.matrix.machine import Machine
from care.matrix.model import IncomingMessage
from care.matrix.reading import NotAMessage, read_message
from care.matrix.rooms import RoomBook
from care.runtime.inbox import Received, complete, mark_notice_sent, mark_unreadable
from care.runtime.logs import incident_number, opaque, where
from care.runtime.memory import recall, remember
from care.runtime.outgoing import Address
from care.runtime.units import Batch, Units
from care.runtime.worker import Worker

_AT_ONCE = 32
_PER_UNIT = 50
_GRACE = timedelta(seconds=20)
_log = structlog.get_logger()


@dataclass
class _Lane:
    waiting: deque[Received] = field(default_factory=deque)
    running: bool = False


@dataclass(frozen=True, slots=True)
class _Opened:
    """One input, read: a message, a doubt about its device, or nothing to answer."""

    received: Received
    message: IncomingMessage | None = None
    doubt: NotTrusted | None = None
    sender: str = ""


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
    ) -> None:
        self._account = account
        self._machine = machine
        self._rooms = rooms
        self._units = units
        self._worker = worker
        self._handler = handler
        self._lanes: defaultdict[str, _Lane] = defaultdict(_Lane)
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._late: dict[str, tuple[Received, str]] = {}
        self.on_handled: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    def enqueue(self, inputs: Iterable[Received]) -> None:
        """Handle `inputs` as soon as their rooms are free."""
        for received in inputs:
            lane = self._lanes[received.lane]
            lane.waiting.append(received)
            if not lane.running:
                lane.running = True
                task = asyncio.create_task(self._run(received.lane, lane))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    def keys_arrived(self, keys: Iterable[tuple[str, str]]) -> None:
        """Try again what waited for these (room id, session id)."""
        arrived = set(keys)
        ready = [
            received
            for received, session_id in self._late.values()
            if (received.lane, session_id) in arrived
        ]
        for received in ready:
            self._late.pop(received.input_id)
        self.enqueue(ready)

    async def tell_late(self) -> None:
        """Tell the senders of messages that stayed unreadable beyond the grace, once per room."""
        now = self._units.clock.now()
        due = [
            received
            for received, _ in self._late.values()
            if not received.notice_sent and now - received.received_at >= _GRACE
        ]
        for room_id in {received.lane for received in due}:
            ids = [received.input_id for received in due if received.lane == room_id]
            await self._worker.run(partial(self._tell_late_in, room_id, ids))
            for input_id in ids:
                if input_id in self._late:
                    received, session_id = self._late[input_id]
                    self._late[input_id] = (replace(received, notice_sent=True), session_id)

    async def stop(self) -> None:
        """Let what is being handled finish."""
        for lane in self._lanes.values():
            lane.waiting.clear()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=10)

    async def _run(self, room_id: str, lane: _Lane) -> None:
        while lane.waiting:
            async with self._places:
                chunk = [lane.waiting.popleft() for _ in range(min(_PER_UNIT, len(lane.waiting)))]
                await self._take(room_id, chunk)
        lane.running = False

    async def _take(self, room_id: str, chunk: list[Received]) -> None:
        opened = [one for received in chunk if (one := await self._open(received)) is not None]
        for one in opened:
            if one.message is not None:
                await self._handler.prepare(one.message)
        if opened:
            await self._worker.run(partial(self._handle_all, opened))
            self.on_handled.put_nowait((room_id, opened[-1].received.input_id))

    async def _open(self, received: Received) -> _Opened | None:
        event: Json = orjson.loads(received.source)
        sender = str(event.get("sender", ""))
        try:
            await self._machine.devices.refresh([sender])
            inside = self._machine.decrypt(received.lane, event)
            view = await self._rooms.view(received.lane)
            return _Opened(received, read_message(received.lane, event, inside, view))
        except KeyMissing as missing:
            self._late[received.input_id] = (received, missing.session_id)
            metrics.UNREADABLE.labels(self._account).set(len(self._late))
            mark = partial(mark_unreadable, account=self._account, input_id=received.input_id)
            await self._worker.transact(mark)
            return None
        except NotTrusted as doubt:
            metrics.REFUSED.labels(self._account).inc()
            return _Opened(received, doubt=doubt, sender=sender)
        except (Malformed, NotAMessage, MatrixError) as reason:
            _log.info("message_dropped", room=opaque(received.lane), why=type(reason).__name__)
            return _Opened(received)

    def _handle_all(self, opened: list[_Opened]) -> None:
        with self._units.batch() as batch:
            for one in opened:
                cause = f"{self._account}|{one.received.input_id}"
                if not complete(batch.connection, self._account, one.received.input_id):
                    continue
                if one.message is not None:
                    self._handle_one(batch, cause, one.message)
                elif one.doubt is not None:
                    self._tell_doubt(batch, cause, one)

    def _handle_one(self, batch: Batch, cause: str, message: IncomingMessage) -> None:
        try:
            with batch.unit(cause) as work:
                self._handler.handle(work, message)
        # The boundary of this wing: a bug is logged with a number, its sender told, work goes on.
        except Exception as error:
            incident = incident_number()
            metrics.FAILED.labels(self._account).inc()
            _log.error("handling_failed", incident=incident, **where(error))
            with batch.unit(f"{cause}|failed") as work:
                self._handler.failed(work, message, incident)
        metrics.HANDLED.labels(self._account).inc()
        delay = self._units.clock.now() - message.sent_at
        metrics.ANSWER_SECONDS.labels(self._account).observe(max(delay.total_seconds(), 0))

    def _tell_doubt(self, batch: Batch, cause: str, one: _Opened) -> None:
        """Once a day per device and room."""
        assert one.doubt is not None
        name = f"told:{one.sender}:{one.doubt.device_id}:{one.received.lane}"
        with batch.unit(cause) as work:
            today = work.now.date().isoformat()
            if recall(work.connection, self._account, name) != today:
                remember(work.connection, self._account, name, today)
                self._handler.doubtful(work, Address(one.received.lane), one.doubt.doubt)

    def _tell_late_in(self, room_id: str, input_ids: list[str]) -> None:
        with self._units.unit(f"{self._account}|late|{input_ids[0]}") as work:
            mark_notice_sent(work.connection, self._account, input_ids)
            self._handler.unreadable(work, Address(room_id))
