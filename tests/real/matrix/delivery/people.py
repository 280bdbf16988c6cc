"""People in conversation with a bot, and what they saw."""

from __future__ import annotations

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixError, path
from care.matrix.model import IncomingMessage
from care.matrix.person import Mailbox, PersonClient
from care.matrix.window import Window
from care.runtime.clock import ManualClock
from care.runtime.outbox import count_open
from care.runtime.outgoing import Address, Outgoing, Say
from care.runtime.secrets import write_secret
from care.runtime.units import Units
from tests.real.matrix.delivery.echo import PREFIX
from tests.real.servers import RunningHomeserver


class Someone(PersonClient):
    """A person who keeps everything that was said to them."""

    def __init__(self, base_url: str, user_id: str, files: AccountFiles) -> None:
        super().__init__(base_url, user_id, files)
        self.url = base_url
        self.files = files
        self.heard: defaultdict[str, list[IncomingMessage]] = defaultdict(list)

    def _open_mailbox(self, loop: asyncio.AbstractEventLoop) -> Mailbox:
        mailbox = super()._open_mailbox(loop)
        mailbox.window = Window()
        return mailbox

    async def listen_until(
        self, number: int, seconds: float = 90, *, rooms: Iterable[str] | None = None
    ) -> None:
        """Listen until `number` messages were heard, in all or in `rooms`. Raises TimeoutError."""
        wanted = None if rooms is None else set(rooms)
        async with asyncio.timeout(seconds):
            while self.count(wanted) < number:
                message = await self.wait_for(seconds=seconds)
                self.heard[message.room_id].append(message)

    async def listen_for(self, seconds: float) -> None:
        """Keep listening, in case something more is said."""
        try:
            async with asyncio.timeout(seconds):
                await self.listen_until(10**9)
        except TimeoutError:
            return

    def count(self, rooms: set[str] | None = None) -> int:
        """How many messages were heard, in all or in `rooms`."""
        heard = self.heard.items()
        return sum(len(said) for room, said in heard if rooms is None or room in rooms)

    async def say_all(self, room: str, texts: Iterable[str]) -> None:
        """Say `texts` one after another, in one go."""
        await self.queue(*(Say(Address(room), words) for words in texts))

    async def queue(
        self, *outgoing: Outgoing, cause: str = "", at: datetime | None = None
    ) -> list[str]:
        """Queue `outgoing` in one unit of work, as if `at` that moment; their transaction ids."""
        units = self._units
        if at is not None:
            units = Units(units.database, units.keys, ManualClock(at))
            for listener in self._units._listeners:
                units.on_queued(listener)

        def unit() -> list[str]:
            with units.unit(cause or os.urandom(8).hex()) as work:
                return [work.send(self.user_id, one) for one in outgoing]

        return await self._worker.run(unit)

    async def change(self, statement: str, **values: str) -> None:
        """Alter this person's own database."""
        await self._worker.transact(lambda c: c.execute(text(statement), values))

    async def row(self, transaction_id: str) -> tuple[str, str | None]:
        """The state of an outbox row and the event that it became, once it waits no more."""
        query = text("SELECT state, event_id FROM outbox WHERE transaction_id = :id")
        async with asyncio.timeout(90):
            while True:
                found = await self._worker.transact(
                    lambda c: c.execute(query, {"id": transaction_id}).one()
                )
                if found.state != "waiting":
                    return found.state, found.event_id
                await asyncio.sleep(0.05)

    def again(self) -> Someone:
        """The same person on the same disk, to be entered when this client is closed."""
        return Someone(self.url, self.user_id, self.files)

    async def invite(self, room: str, user_id: str) -> None:
        """Invite `user_id` to `room`."""
        target = path("rooms", room, "invite")
        await self.http.request("POST", target, {"user_id": user_id})

    async def wait_known(self, room: str, user_id: str, seconds: float = 90) -> None:
        """Wait until this person's own client has heard that `user_id` reads what is said next."""
        async with asyncio.timeout(seconds):
            while user_id not in await self.readers(room):
                await asyncio.sleep(0.05)

    async def readers(self, room: str) -> list[str]:
        """Whom this person's own client writes to in `room`."""
        assert self._mailbox.window is not None
        _, rooms = self._mailbox.window._seen()
        return (await rooms.view(room)).people

    def texts(self, room: str) -> list[str]:
        """What was heard in `room`, in order."""
        return [message.text for message in self.heard[room]]

    async def wait_all_left(self, seconds: float = 90) -> None:
        """Wait until everything that was said has reached the homeserver."""
        async with asyncio.timeout(seconds):
            while await self._worker.transact(lambda c: count_open(c, self.user_id)):
                await asyncio.sleep(0.05)

    async def wait_joined(self, room: str, user_id: str, seconds: float = 90) -> None:
        """Wait until `user_id` is in `room`."""
        target = path("rooms", room, "state", "m.room.member", user_id)
        async with asyncio.timeout(seconds):
            while (await self.http.request("GET", target)).get("membership") != "join":
                await asyncio.sleep(0.05)

    async def open_rooms(self, number: int, bot: str) -> list[str]:
        """So many conversations with `bot`, which is in all of them."""
        rooms = [await self.open_direct(bot) for _ in range(number)]
        for room in rooms:
            await self.wait_joined(room, bot)
        return rooms

    async def is_invited(self, room: str, user_id: str) -> bool:
        """Whether `user_id` is invited to `room`."""
        target = path("rooms", room, "state", "m.room.member", user_id)
        try:
            answer = await self.http.request("GET", target)
        except MatrixError:
            return False
        return bool(answer.get("membership") == "invite")


@asynccontextmanager
async def someone(
    homeserver: RunningHomeserver, folder: Path, name: str = "", url: str | None = None
) -> AsyncIterator[Someone]:
    """A person of their own account, online during the block; the same again by `name`."""
    localpart = f"{name or 'personne'}{os.urandom(4).hex()}"
    files = AccountFiles(folder / localpart / "secrets", folder / localpart / "state")
    write_secret(files.password, f"pw-{localpart}")
    user_id = await homeserver.create_user(localpart, f"pw-{localpart}")
    async with Someone(url or homeserver.url, user_id, files) as person:
        yield person


def echoes(texts: Iterable[str]) -> list[str]:
    """What the echo bot answers to `texts`."""
    return [PREFIX + words for words in texts]


async def events_of(homeserver: RunningHomeserver, room: str, *senders: str) -> list[str]:
    """The encrypted events of `senders` in `room`, newest first, as an administrator sees them."""
    async with homeserver.http(homeserver.admin) as http:
        found: list[str] = []
        query = {"dir": "b", "limit": "1000"}
        while True:
            target = f"/_synapse/admin/v1/rooms/{room}/messages"
            answer = await http.request("GET", target, query=query)
            found += [
                event["event_id"]
                for event in answer["chunk"]
                if event["sender"] in senders and event["type"] == "m.room.encrypted"
            ]
            if "end" not in answer or not answer["chunk"]:
                return found
            query["from"] = answer["end"]
