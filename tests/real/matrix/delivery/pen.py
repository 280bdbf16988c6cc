"""Writing very much very fast as somebody whose client is closed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from care.matrix.enrolment import equip
from care.matrix.http import Json, MatrixHttp, path
from care.matrix.machine import Machine
from tests.real.matrix.delivery.people import Someone

_AT_ONCE = 16


class Pen:
    """Writes to `readers` without waiting for one message to arrive before the next."""

    def __init__(self, http: MatrixHttp, machine: Machine, readers: tuple[str, ...]) -> None:
        self._http = http
        self._machine = machine
        self._readers = readers
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def write(self, room: str, texts: Iterable[str]) -> None:
        """Write `texts` to `room`: all have arrived at the end, in whatever order."""
        sealed = [
            await self._machine.encrypt(
                room, "m.room.message", {"msgtype": "m.text", "body": text}, self._readers
            )
            for text in texts
        ]
        await asyncio.gather(*(self._put(room, content) for content in sealed))

    async def _put(self, room: str, content: Json) -> None:
        target = path("rooms", room, "send", "m.room.encrypted", os.urandom(8).hex())
        async with self._places:
            await self._http.request("PUT", target, content)


@asynccontextmanager
async def pen_of(person: Someone, *readers: str) -> AsyncIterator[Pen]:
    """The pen of `person`, whose client is closed, writing to `readers`."""
    http = MatrixHttp(person.url)
    try:
        equipment = await equip(http, person.user_id, person.files)
        try:
            yield Pen(http, equipment.machine, readers)
        finally:
            equipment.device.store.close()
    finally:
        await http.close()
