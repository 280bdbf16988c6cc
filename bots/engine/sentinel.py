"""Asks every bot, every few minutes and end-to-end encrypted, whether it is alive."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Iterable
from functools import partial

import structlog

from bots.engine.canary import ANSWER, canary_question
from care.matrix import metrics
from care.matrix.handling import Handler
from care.matrix.model import IncomingMessage
from care.matrix.trust import Doubt
from care.runtime.logs import opaque
from care.runtime.outgoing import Address, OpenRoom
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker

_EVERY_SECONDS = 300.0
_PATIENCE_SECONDS = 60.0
_log = structlog.get_logger()


class Sentinel(Handler):
    """The handler of the sentinel's account, and the rounds it makes.

    A bot whose store was damaged still looks alive to its process: only a message that was
    encrypted, read and answered proves anything.
    """

    hears_notices = True

    def __init__(self, account: str, bots: Iterable[str], units: Units, worker: Worker) -> None:
        self._account = account
        self._bots = list(bots)
        self._units = units
        self._worker = worker
        self._loop = asyncio.get_running_loop()
        self._asked: dict[str, asyncio.Event] = {}

    async def run(self) -> None:
        """Make rounds until cancelled."""
        while True:
            await asyncio.gather(*(self.check(bot) for bot in self._bots))
            await asyncio.sleep(_EVERY_SECONDS)

    async def check(self, bot: str, *, patience: float = _PATIENCE_SECONDS) -> float | None:
        """How long `bot` took to answer, in seconds; None when it did not within `patience`."""
        number, started = secrets.token_hex(8), time.monotonic()
        answered = self._asked[number] = asyncio.Event()
        await self._worker.run(partial(self._ask, bot, number))
        try:
            async with asyncio.timeout(patience):
                await answered.wait()
        except TimeoutError:
            metrics.CANARY_LATE.labels(bot).set(1)
            _log.error("canary_unanswered", account=opaque(bot))
            return None
        finally:
            del self._asked[number]
        taken = time.monotonic() - started
        metrics.CANARY_LATE.labels(bot).set(0)
        metrics.CANARY_SECONDS.labels(bot).set(taken)
        return taken

    def _ask(self, bot: str, number: str) -> None:
        key = f"canary:{bot}"
        with self._units.unit(f"canary|{number}") as work:
            work.send(self._account, OpenRoom(key, (bot,), direct=True))
            work.send(self._account, canary_question(Address(key=key), number))

    # The sentinel is nobody's correspondent: it only notes answers.

    async def prepare(self, message: IncomingMessage) -> None:
        return None

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> None:
        answered = self._asked.get(str(message.content.get(ANSWER)))
        if answered is not None:
            self._loop.call_soon_threadsafe(answered.set)

    def failed(self, work: UnitOfWork, message: IncomingMessage, incident: str) -> None:
        return None

    def unreadable(self, work: UnitOfWork, room: Address) -> None:
        return None

    def doubtful(self, work: UnitOfWork, room: Address, doubt: Doubt) -> None:
        return None
