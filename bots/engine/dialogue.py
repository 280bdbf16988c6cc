"""Talk with a bot without a server: what it would receive, what it would send."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from secrets import token_bytes
from typing import Any

from bots.engine.answering import Answering
from bots.engine.bot import Bot
from care.matrix.handling import tell_sign
from care.matrix.model import Happening, IncomingMessage, Person
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Outgoing, Say
from care.runtime.sealing import KeyRing
from care.runtime.timers import load_due, next_due, take_timer
from care.runtime.units import UnitOfWork, Units

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
        return self._turn(message.event_id, lambda work: answering.handle(work, message))

    def happens(self, sign: Happening) -> list[str]:
        """Somebody reacts, arrives, leaves or erases; returns the plain texts of the answers."""
        answering = Answering(self.account, self.bot)
        return self._turn(sign.event_id, lambda work: tell_sign(answering, work, sign))

    def refuses(self, outgoing: Outgoing, transaction_id: str = "") -> list[str]:
        """The homeserver refuses what the bot sent; returns the plain texts of what it says."""
        answering = Answering(self.account, self.bot)
        return self._turn(
            f"refused {next(_TURNS)}",
            lambda work: answering.failed_to_send(work, outgoing, transaction_id),
        )

    def wait_until(self, moment: datetime) -> list[str]:
        """Time passes, and what is due by `moment` is done at its hour; the plain texts said."""
        answering = Answering(self.account, self.bot)
        self._sent_since_last_turn()
        while (due_at := self._next_due()) is not None and due_at <= moment:
            self.clock.advance(max(due_at - self.clock.now(), timedelta(0)))
            with self.units.database.begin() as connection:
                (timer,) = load_due(connection, [self.account], self.clock.now(), limit=1)
            with self.units.unit(timer.cause) as work:
                taken = take_timer(work, timer)
                if taken is not None:
                    answering.due(work, taken)
        self.clock.advance(max(moment - self.clock.now(), timedelta(0)))
        return self._texts()

    def _next_due(self) -> datetime | None:
        with self.units.database.begin() as connection:
            return next_due(connection, [self.account])

    def _turn(self, cause: str, do: Callable[[UnitOfWork], None]) -> list[str]:
        self._sent_since_last_turn()
        with self.units.unit(cause) as work:
            do(work)
        return self._texts()

    def _texts(self) -> list[str]:
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
