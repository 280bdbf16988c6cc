"""An account that opens circles, and keeps all that it is told."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Connection

from care.access.act import RoomKind
from care.matrix.disk import AccountFiles
from care.matrix.http import Json, MatrixError, path
from care.matrix.model import (
    Arrival,
    Departure,
    Erased,
    Happening,
    IncomingMessage,
    Moved,
    Reaction,
    Receipt,
)
from care.matrix.person import Mailbox
from care.matrix.window import Window
from care.runtime.outgoing import Address, OpenRoom, Outgoing, Say
from care.runtime.rooms import room_of
from care.runtime.secrets import write_secret
from care.runtime.units import UnitOfWork
from tests.real.matrix.delivery.people import Someone
from tests.real.servers import RunningHomeserver


class Witness(Mailbox):
    """Keeps messages, signs, receipts, and what was refused."""

    attentive = True
    wants_receipts = True

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self.window = Window()
        self.signs: list[Happening] = []
        self.receipts: list[Receipt] = []
        self.refused: list[tuple[Outgoing, str]] = []
        self.moves: list[Moved] = []
        self.order: list[str] = []
        self.breaks = False

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> None:
        self.order.append(message.event_id)
        super().handle(work, message)

    def failed_to_send(self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str) -> None:
        self.refused.append((outgoing, transaction_id))

    def reacted(self, work: UnitOfWork, reaction: Reaction) -> None:
        self._keep(reaction)

    def arrived(self, work: UnitOfWork, arrival: Arrival) -> None:
        self._keep(arrival)

    def left(self, work: UnitOfWork, departure: Departure) -> None:
        self._keep(departure)

    def erased(self, work: UnitOfWork, erased: Erased) -> None:
        self._keep(erased)

    def _keep(self, sign: Happening) -> None:
        if self.breaks:
            raise ZeroDivisionError
        self.order.append(sign.event_id)
        self.signs.append(sign)

    def moved(self, work: UnitOfWork, moved: Moved) -> None:
        self.moves.append(moved)

    def read(self, connection: Connection, receipts: Sequence[Receipt]) -> None:
        self.receipts += receipts


class Steward(Someone):
    """Someone whose witness is at hand."""

    def _open_mailbox(self, loop: asyncio.AbstractEventLoop) -> Witness:
        self.witness = Witness(loop)
        return self.witness

    def again(self) -> Steward:
        return Steward(self.url, self.user_id, self.files)

    async def done(self, *outgoing: Outgoing) -> list[str]:
        """Queue `outgoing` and wait until none waits; their states."""
        ids = await self.queue(*outgoing)
        return [(await self.row(one))[0] for one in ids]

    async def open_circle(self, key: str, *people: Someone) -> str:
        """A circle with `people` in it, in which something was said; its room id."""
        opening = OpenRoom(key, tuple(one.user_id for one in people), kind=RoomKind.CIRCLE)
        assert await self.done(opening, Say(Address(key=key), "Bonjour")) == ["sent", "sent"]
        room = await self.room_of(key)
        for one in people:
            await self.wait_joined(room, one.user_id)
        return room

    async def room_of(self, key: str) -> str:
        """The room known as `key`."""
        opened = await self._worker.transact(lambda c: room_of(c, self.user_id, key))
        assert opened is not None
        return opened.room_id

    async def state(self, room: str, type_: str, state_key: str = "") -> Json:
        """A state event's content; empty without one."""
        try:
            return await self.http.request("GET", path("rooms", room, "state", type_, state_key))
        except MatrixError:
            return {}

    async def membership(self, room: str, person: Someone | str) -> str | None:
        """Whether `person` is in `room`."""
        user_id = person if isinstance(person, str) else person.user_id
        return (await self.state(room, "m.room.member", user_id)).get("membership")

    async def signs(self, number: int, seconds: float = 90) -> list[Happening]:
        """The signs told so far, once there are `number` of them."""
        await self.wait_until(lambda: len(self.witness.signs) >= number, seconds)
        return self.witness.signs

    async def wait_until(self, is_so: Callable[[], bool], seconds: float = 90) -> None:
        """Wait for what we are told."""
        async with asyncio.timeout(seconds):
            while not is_so():
                await asyncio.sleep(0.05)


@asynccontextmanager
async def steward(
    homeserver: RunningHomeserver, folder: Path, name: str = "cercle", url: str | None = None
) -> AsyncIterator[Steward]:
    """A steward of its own account, online during the block."""
    localpart = f"{name}{os.urandom(4).hex()}"
    files = AccountFiles(folder / localpart / "secrets", folder / localpart / "state")
    write_secret(files.password, f"pw-{localpart}")
    user_id = await homeserver.create_user(localpart, f"pw-{localpart}")
    async with Steward(url or homeserver.url, user_id, files) as person:
        yield person


async def all_events(homeserver: RunningHomeserver, room: str) -> list[Json]:
    """Everything that ever happened in `room`, oldest first, as an administrator sees it."""
    async with homeserver.http(homeserver.admin) as http:
        found: list[Json] = []
        query = {"dir": "b", "limit": "1000"}
        while True:
            target = f"/_synapse/admin/v1/rooms/{room}/messages"
            answer = await http.request("GET", target, query=query)
            found += answer["chunk"]
            if "end" not in answer or not answer["chunk"]:
                return found[::-1]
            query["from"] = answer["end"]
