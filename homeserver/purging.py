"""Ending rooms and files on the homeserver, by Synapse's administration interface.

The files of encrypted rooms are not tied to any room there: only whoever reads the room knows them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from urllib.parse import quote

from care.matrix.http import Json, MatrixError, MatrixHttp
from care.runtime.errors import PermanentFailure, TemporaryFailure

_ADMIN = "/_synapse/admin"
_PAUSE, _LONGEST_WAIT = 0.2, 600.0
_RUNNING = frozenset({"scheduled", "active"})


class SynapseEraser:
    """An administrator's hands; every call raises MatrixError (refused) or Unreachable.

    `block`: nobody of this server may come back to a deleted room (another server may hold it).
    """

    def __init__(self, http: MatrixHttp, server_name: str, *, block: bool) -> None:
        self._http = http
        self._server_name = server_name
        self._block = block

    async def has_room(self, room_id: str) -> bool:
        """Whether the homeserver knows the room."""
        return await self._optional(f"{_ADMIN}/v1/rooms/{quote(room_id)}") is not None

    async def delete_room(self, room_id: str) -> None:
        """Take everybody out and delete every event; goes on with a deletion already begun.

        Raises TemporaryFailure when it lasts, PermanentFailure when Synapse gives up.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + _LONGEST_WAIT
        asked = False
        while await self.has_room(room_id):
            task = await self._latest_task(room_id)
            if task is None or task["status"] not in _RUNNING:
                if asked and task is not None and task["status"] == "failed":
                    raise PermanentFailure(str(task.get("error")))
                await self._ask(room_id)
                asked = True
            if loop.time() > deadline:
                raise TemporaryFailure("the deletion of a room lasts")
            await asyncio.sleep(_PAUSE)

    async def delete_media(self, uri: str, senders: Collection[str]) -> bool:
        """Delete a file that one of `senders` uploaded; one that is gone already counts as deleted.

        False for a file of another server, or that somebody else uploaded: whoever shows a file
        must not thereby have it deleted.
        """
        server, _, media_id = uri.removeprefix("mxc://").partition("/")
        if server != self._server_name or not media_id:
            return False
        address = f"{_ADMIN}/v1/media/{quote(server)}/{quote(media_id)}"
        found = await self._optional(address)
        if found is None:
            return True
        if found["media_info"]["user_id"] not in senders:
            return False
        await self._http.request("DELETE", address)
        return True

    async def _ask(self, room_id: str) -> None:
        body = {"purge": True, "block": self._block}
        await self._http.request("DELETE", f"{_ADMIN}/v2/rooms/{quote(room_id)}", body)

    async def _latest_task(self, room_id: str) -> Json | None:
        answer = await self._optional(f"{_ADMIN}/v2/rooms/{quote(room_id)}/delete_status")
        results = answer["results"] if answer is not None else []
        running = [one for one in results if one["status"] in _RUNNING]
        return next(iter(running or results[-1:]), None)

    async def _optional(self, address: str) -> Json | None:
        try:
            return await self._http.request("GET", address)
        except MatrixError as error:
            if error.status == 404:
                return None
            raise
