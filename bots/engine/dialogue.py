"""Talk with a bot without a server: what it would receive, what it would send."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from secrets import token_bytes
from typing import Any

from bots.engine.answering import Answering
from bots.engine.bot import Bot
from care.matrix.model import IncomingMessage, Person
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Outgoing, Say
from care.runtime.sealing import KeyRing
from care.runtime.units import Units

_TURNS = count(1)
_START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Dialogue:
    """A conversation with `bot`, on a database in memory and a clock that moves when told.

    Use it from one thread. `units` may be replaced to share a database between two bots.
    """

    def __init__(self, bot: Bot, *, start: datetime = _START, units: Units | None = None) -> None:
        self.bot = bot
        self.clock = ManualClock(start)
        self.units = units or _units_in_memory(self.clock)
        self.outgoing: list[Outgoing] = []
        self.account = f"@{bot.name}:dialogue.test"
        self._seen = 0

    def says(
        self,
        person: str,
        text: str,
        *,
        direct: bool = True,
        room: str = "!dialogue:dialogue.test",
        name: str = "",
        in_reply_to: str | None = None,
    ) -> list[str]:
        """`person` (a Matrix id) writes `text`; returns the plain texts of the answers.

        `outgoing` then holds everything that this one message caused to be sent.
        """
        self.clock.advance(timedelta(seconds=1))
        message = IncomingMessage(
            event_id=f"$turn{next(_TURNS)}",
            room_id=room,
            sender=Person(person, name),
            text=text,
            direct=direct,
            sent_at=self.clock.now(),
            in_reply_to=in_reply_to,
            content={"msgtype": "m.text", "body": text},
        )
        return self.receives(message)

    def receives(self, message: IncomingMessage) -> list[str]:
        """As `says`, for a message built by hand (an edit, structured content)."""
        answering = Answering(self.account, self.bot)
        _finish(answering.prepare(message))
        self._sent_since_last_turn()
        with self.units.unit(message.event_id) as work:
            answering.handle(work, message)
        self.outgoing = self._sent_since_last_turn()
        return [item.text for item in self.outgoing if isinstance(item, Say)]

    def _sent_since_last_turn(self) -> list[Outgoing]:
        with self.units.database.begin() as connection:
            rows = load_pending(connection, self.units.keys, self.account, self._seen)
        self._seen = rows[-1].sequence if rows else self._seen
        return [row.outgoing for row in rows]


def _units_in_memory(clock: ManualClock) -> Units:
    database = Database("sqlite://")
    METADATA.create_all(database.engine)
    return Units(database, KeyRing({1: token_bytes(32)}), clock)


def _finish(work: Coroutine[Any, Any, None]) -> None:
    # In a thread of its own: a test may itself run in an event loop.
    with ThreadPoolExecutor(1) as executor:
        executor.submit(asyncio.run, work).result()
