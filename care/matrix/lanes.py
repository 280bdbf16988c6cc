"""One queue per room: order within a room, rooms side by side, the inbox behind all of them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

import structlog

from care.runtime.errors import TemporaryFailure
from care.runtime.inbox import Received, load_open, open_lanes
from care.runtime.worker import Worker

_PER_UNIT = 50
_IN_MEMORY = 500
_PAUSE = 1.0
_PATIENCE_AT_THE_END = 10.0
_log = structlog.get_logger()
Take = Callable[[str, list[Received]], Awaitable[None]]


@dataclass
class _Lane:
    """What waits in one room. Beyond what memory should hold, the inbox keeps the `rest`."""

    waiting: deque[Received] = field(default_factory=deque)
    running: bool = False
    rest: bool = False
    added: bool = False
    last: int = 0

    def add(self, received: Received) -> None:
        if self.rest or len(self.waiting) >= _IN_MEMORY:
            self.rest = self.added = True
        else:
            self.waiting.append(received)
            self.last = received.sequence

    def next_chunk(self) -> list[Received]:
        return [self.waiting.popleft() for _ in range(min(_PER_UNIT, len(self.waiting)))]


class Lanes:
    """Gives the open inputs of `account` to `take`, by chunks of one room.

    A chunk that fails for a reason that passes is given again.
    """

    def __init__(self, account: str, worker: Worker, take: Take) -> None:
        self._account = account
        self._worker = worker
        self._take = take
        self._lanes: defaultdict[str, _Lane] = defaultdict(_Lane)
        self._tasks: set[asyncio.Task[None]] = set()
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def resume(self) -> None:
        """Take what an earlier session left in the inbox."""
        account = self._account
        for room_id in await self._worker.transact(lambda c: open_lanes(c, account)):
            self._lanes[room_id].rest = True
            self._start(room_id)

    async def watch(self) -> None:
        """Wait for ever; raises what `take` raised that no other try can mend."""
        await self._broken

    def enqueue(self, inputs: Iterable[Received]) -> None:
        """Take `inputs`, in the order of the inbox, as soon as their rooms are free."""
        for received in inputs:
            self._lanes[received.lane].add(received)
            self._start(received.lane)

    def enqueue_first(self, inputs: Iterable[Received]) -> None:
        """Take `inputs` again, before what came later."""
        for received in reversed(list(inputs)):
            self._lanes[received.lane].waiting.appendleft(received)
            self._start(received.lane)

    async def stop(self) -> None:
        """Let what is being handled finish, within reason; the inbox keeps the others."""
        for lane in self._lanes.values():
            lane.waiting.clear()
            lane.rest = False
        if self._tasks:
            _, hanging = await asyncio.wait(self._tasks, timeout=_PATIENCE_AT_THE_END)
            for task in hanging:
                task.cancel()
            await asyncio.gather(*hanging, return_exceptions=True)
        self._broken.cancel()

    def _start(self, room_id: str) -> None:
        lane = self._lanes[room_id]
        if not lane.running:
            lane.running = True
            task = asyncio.create_task(self._run(room_id, lane))
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not self._broken.done():
            self._broken.set_exception(error)

    async def _run(self, room_id: str, lane: _Lane) -> None:
        while lane.waiting or lane.rest:
            chunk: list[Received] = []
            try:
                if not lane.waiting:
                    await self._load_rest(room_id, lane)
                chunk = lane.next_chunk()
                if chunk:
                    await self._take(room_id, chunk)
            except (TemporaryFailure, sqlite3.OperationalError) as reason:
                _log.warning("handling_postponed", why=str(reason))
                lane.waiting.extendleft(reversed(chunk))
                await asyncio.sleep(_PAUSE)
        lane.running = False

    async def _load_rest(self, room_id: str, lane: _Lane) -> None:
        account, last = self._account, lane.last
        lane.added = False
        found = await self._worker.transact(
            lambda c: load_open(c, account, room_id, after=last, limit=_IN_MEMORY)
        )
        if found:
            lane.waiting.extend(found)
            lane.last = found[-1].sequence
        elif not lane.added:
            lane.rest = False
