"""Old messages of groups and conversations: deleted after so many days, where that is wanted.

The rooms of circles are never touched here: they end as a whole (`homeserver.purging`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from care.access.act import RoomKind
from care.access.room_kind import KIND_EVENT, read_kind
from care.matrix.http import MatrixError, MatrixHttp
from care.runtime.errors import PermanentFailure
from homeserver.provisioning.room_request import MARK

_ADMIN = "/_synapse/admin"
_PAGE = 100
_PAUSE = 0.2
_SPACE = "m.space"
TRIMMED = frozenset({RoomKind.GROUP, RoomKind.ANNOUNCEMENTS, RoomKind.CONVERSATION})


@dataclass(frozen=True, slots=True)
class Trim:
    """A room whose messages from before `before` are to go."""

    room_id: str
    kind: RoomKind
    before: datetime


class Trimming:
    """An administrator's hands; every call raises MatrixError (refused) or Unreachable."""

    def __init__(self, http: MatrixHttp) -> None:
        self._http = http

    async def plan(self, days: Mapping[RoomKind, int], now: datetime) -> AsyncIterator[Trim]:
        """The rooms whose kind has a time; 0 days: kept."""
        async for room_id in self._rooms():
            kind = await self._kind(room_id)
            kept = days.get(kind, 0) if kind in TRIMMED else 0
            if kind is not None and kept > 0:
                yield Trim(room_id, kind, now - timedelta(days=kept))

    async def trim(self, wanted: Trim) -> bool:
        """Delete what is older, and wait for it; False when nothing is.

        State and the latest message always stay. Raises PermanentFailure when Synapse gives up.
        """
        body = {
            "delete_local_events": True,
            "purge_up_to_ts": int(wanted.before.timestamp() * 1000),
        }
        address = f"{_ADMIN}/v1/purge_history/{quote(wanted.room_id)}"
        try:
            begun = await self._http.request("POST", address, body)
        except MatrixError as error:
            if error.status == 404:
                return False
            raise
        await self._wait_for(f"{_ADMIN}/v1/purge_history_status/{quote(begun['purge_id'])}")
        return True

    async def _wait_for(self, address: str) -> None:
        while True:
            told = await self._http.request("GET", address)
            if told["status"] == "complete":
                return
            if told["status"] == "failed":
                raise PermanentFailure(str(told.get("error")))
            await asyncio.sleep(_PAUSE)

    async def _rooms(self) -> AsyncIterator[str]:
        start = 0
        while True:
            query = {"from": str(start), "limit": str(_PAGE)}
            answer = await self._http.request("GET", f"{_ADMIN}/v1/rooms", query=query)
            for room in answer["rooms"]:
                yield str(room["room_id"])
            if "next_batch" not in answer:
                return
            start = int(answer["next_batch"])

    async def _kind(self, room_id: str) -> RoomKind | None:
        """What the room is; None for one whose mark says nothing that we know."""
        answer = await self._http.request("GET", f"{_ADMIN}/v1/rooms/{quote(room_id)}/state")
        content = {
            event["type"]: event["content"]
            for event in answer["state"]
            if event.get("state_key") == ""
        }
        if content.get("m.room.create", {}).get("type") == _SPACE:
            return RoomKind.SPACE
        if KIND_EVENT in content:
            return read_kind(content[KIND_EVENT])
        return RoomKind.GROUP if MARK in content else RoomKind.CONVERSATION
