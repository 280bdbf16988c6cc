"""A real homeserver's people: their OpenID tokens, and the rooms that they are in."""

from __future__ import annotations

from dataclasses import dataclass

from care.matrix.http import MatrixHttp, path
from care.matrix.model import Credentials
from tests.real.servers import RunningHomeserver


@dataclass(frozen=True)
class Person:
    """Somebody who is logged in."""

    server: RunningHomeserver
    credentials: Credentials

    @property
    def user_id(self) -> str:
        """Their Matrix id."""
        return self.credentials.user_id

    async def openid(self) -> dict[str, str]:
        """A token that says who they are, as their client gets it."""
        where = path("user", self.user_id, "openid", "request_token")
        return await self._request("POST", where, {})

    async def open_room(self, *guests: str) -> str:
        """A new room, with invitations."""
        body = {"preset": "private_chat", "invite": list(guests)}
        return str((await self._request("POST", path("createRoom"), body))["room_id"])

    async def join(self, room: str) -> None:
        """Accept an invitation."""
        await self._request("POST", path("join", room), {})

    async def leave(self, room: str) -> None:
        """Leave."""
        await self._request("POST", path("rooms", room, "leave"), {})

    async def _request(self, method: str, where: str, body: object) -> dict[str, str]:
        http = MatrixHttp(self.server.url, self.credentials.access_token)
        try:
            return await http.request(method, where, body)  # type: ignore[arg-type]
        finally:
            await http.close()


async def arrive(server: RunningHomeserver, name: str) -> Person:
    """A new account, logged in."""
    await server.create_user(name)
    return Person(server, await server.login(name))
