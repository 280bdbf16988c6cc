"""What a server administrator asks of Synapse (its `/_synapse/admin` interface)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from care.matrix.http import MatrixHttp, path
from homeserver.provisioning.plan import ServerAccount

_PAGE = 500
_ADMIN = "/_synapse/admin"
StateEvent = dict[str, Any]


class Admin:
    """An administrator's hands; every call raises MatrixError (refused) or Unreachable."""

    def __init__(self, http: MatrixHttp) -> None:
        self._http = http

    async def list_accounts(self) -> dict[str, ServerAccount]:
        """Every account of the server, by user id, deactivated ones too."""
        accounts: dict[str, ServerAccount] = {}
        start = "0"
        while True:
            page = await self._http.request(
                "GET",
                f"{_ADMIN}/v2/users",
                query={"from": start, "limit": str(_PAGE), "deactivated": "true"},
            )
            for user in page["users"]:
                accounts[user["name"]] = _account(user)
            if "next_token" not in page:
                return accounts
            start = str(page["next_token"])

    async def create_account(
        self, user_id: str, password: str, display_name: str, *, bot: bool = False
    ) -> None:
        """Make an account that can log in."""
        kind = {"user_type": "bot"} if bot else {}
        await self._put(
            user_id, {"password": password, "displayname": display_name, "admin": False, **kind}
        )

    async def set_display_name(self, user_id: str, display_name: str) -> None:
        """Change the name shown for an account, everywhere."""
        await self._put(user_id, {"displayname": display_name})

    async def set_password(self, user_id: str, password: str) -> None:
        """Change a password; open sessions stay open."""
        await self._put(user_id, {"password": password, "logout_devices": False})

    async def exempt_from_limits(self, user_id: str) -> None:
        """Lift every limit of speed from this account (0 and 0 mean none)."""
        address = f"{_ADMIN}/v1/users/{quote(user_id)}/override_ratelimit"
        wanted = {"messages_per_second": 0, "burst_count": 0}
        if await self._http.request("GET", address) != wanted:
            await self._http.request("POST", address, wanted)

    async def join(self, room_id: str, user_id: str) -> None:
        """Bring somebody into a room the administrator is in."""
        await self._http.request("POST", f"{_ADMIN}/v1/join/{quote(room_id)}", {"user_id": user_id})

    async def room_state(self, room_id: str) -> list[StateEvent]:
        """The whole present state of a room, members included."""
        answer = await self._http.request("GET", f"{_ADMIN}/v1/rooms/{quote(room_id)}/state")
        return list(answer["state"])

    async def joined_rooms(self) -> list[str]:
        """The rooms the administrator is in."""
        return list((await self._http.request("GET", path("joined_rooms")))["joined_rooms"])

    async def create_room(self, request: dict[str, Any]) -> str:
        """Make a room; returns its id."""
        return str((await self._http.request("POST", path("createRoom"), request))["room_id"])

    async def set_state(
        self, room_id: str, event_type: str, content: dict[str, Any], state_key: str = ""
    ) -> None:
        """Write one piece of a room's state, as a member of it."""
        address = path("rooms", room_id, "state", event_type, state_key)
        await self._http.request("PUT", address, content)

    async def get_state(self, room_id: str, event_type: str) -> dict[str, Any]:
        """One piece of a room's state; MatrixError when it was never set."""
        return await self._http.request("GET", path("rooms", room_id, "state", event_type, ""))

    async def _put(self, user_id: str, body: dict[str, Any]) -> None:
        await self._http.request("PUT", f"{_ADMIN}/v2/users/{quote(user_id)}", body)


def _account(user: dict[str, Any]) -> ServerAccount:
    return ServerAccount(
        user_id=user["name"],
        display_name=user.get("displayname") or "",
        deactivated=bool(user.get("deactivated")),
        admin=bool(user.get("admin")),
    )
