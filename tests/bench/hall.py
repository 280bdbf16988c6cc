"""Where measures take place: one Synapse on SQLite, accounts and rooms made on demand."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from care.matrix.http import MatrixHttp, path
from tests.bench.lean.client import LeanClient
from tests.real.servers import RunningHomeserver, running_homeserver

PASSWORD = "bench"


@dataclass
class Hall:
    """A homeserver to measure against. `scratch` holds what peers keep on disk."""

    server: RunningHomeserver
    scratch: Path
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _puppets: dict[str, MatrixHttp] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The homeserver's URL."""
        return self.server.url

    async def account(self, name: str) -> str:
        """A new account whose localpart starts with `name`; returns its localpart."""
        localpart = f"{name}-{next(self._numbers)}"
        await self.server.create_user(localpart, PASSWORD)
        return localpart

    def user_id(self, localpart: str) -> str:
        """The Matrix id of `localpart`."""
        return f"@{localpart}:{self.server.server_name}"

    @asynccontextmanager
    async def asker(self, name: str = "asker") -> AsyncIterator[LeanClient]:
        """A person who asks, listening."""
        credentials = await self.server.login(await self.account(name), PASSWORD)
        async with LeanClient(self.url, credentials) as client:
            yield client

    async def puppet(self, user_id: str) -> MatrixHttp:
        """Acts as `user_id` without giving it another device."""
        if user_id not in self._puppets:
            async with self.server.http(self.server.admin) as admin:
                where = f"/_synapse/admin/v1/users/{user_id}/login"
                token = (await admin.request("POST", where, {}))["access_token"]
            self._puppets[user_id] = MatrixHttp(self.url, token)
        return self._puppets[user_id]

    async def open_room(self, host: MatrixHttp, guests: Iterable[str] = ()) -> str:
        """A private room opened by `host` where every guest (user id) has joined."""
        guests = list(guests)
        body = {"preset": "private_chat", "invite": guests}
        room_id = str((await host.request("POST", path("createRoom"), body))["room_id"])
        for guest in guests:
            await self.join(guest, room_id)
        return room_id

    async def join(self, user_id: str, room_id: str) -> None:
        """Make `user_id` a member."""
        await (await self.puppet(user_id)).request("POST", path("join", room_id), {})

    async def leave(self, user_id: str, room_id: str) -> None:
        """Make `user_id` leave."""
        await (await self.puppet(user_id)).request("POST", path("rooms", room_id, "leave"), {})

    async def close(self) -> None:
        """Give the connections back."""
        for http in self._puppets.values():
            await http.close()


@asynccontextmanager
async def open_hall(scratch: Path) -> AsyncIterator[Hall]:
    """A homeserver with open rate limits, stopped at the end of the block."""
    async with running_homeserver(scratch / "homeserver") as server:
        hall = Hall(server, scratch / "peers")
        try:
            yield hall
        finally:
            await hall.close()
