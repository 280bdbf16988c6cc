"""The floor: an echo over raw HTTP, nothing encrypted, nothing kept, nothing checked."""

from __future__ import annotations

import asyncio
import itertools

import aiohttp
import orjson

from tests.bench.peers.protocol import Facts, answer_to, serve

_FILTER = '{"presence":{"types":[]},"room":{"timeline":{"types":["m.room.message"]}}}'


class Floor:
    """One account, long-polling."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._numbers = itertools.count()
        self._tasks: set[asyncio.Task[None]] = set()
        self._url = self._token = self._me = ""

    async def start(self, facts: Facts) -> Facts:
        self._session = aiohttp.ClientSession()
        self._url = facts["url"] + "/_matrix/client/v3"
        who = {"type": "m.id.user", "user": facts["user"]}
        login = {"type": "m.login.password", "identifier": who, "password": facts["password"]}
        answer = await self._call("POST", "/login", login)
        self._token, self._me = answer["access_token"], answer["user_id"]
        since = (await self._sync(None, 0))["next_batch"]
        task = asyncio.create_task(self._listen(since))
        self._tasks.add(task)
        return {"device_id": answer["device_id"]}

    async def _listen(self, since: str) -> None:
        while True:
            answer = await self._sync(since, 30_000)
            since = answer["next_batch"]
            for room_id, room in answer.get("rooms", {}).get("join", {}).items():
                for event in room["timeline"]["events"]:
                    if event["type"] == "m.room.message" and event["sender"] != self._me:
                        await self._reply(room_id, event["content"].get("body", ""))

    async def _reply(self, room_id: str, text: str) -> None:
        answer = answer_to(text)
        if answer is not None:
            where = f"/rooms/{room_id}/send/m.room.message/floor{next(self._numbers)}"
            await self._call("PUT", where, {"msgtype": "m.text", "body": answer})

    async def _sync(self, since: str | None, timeout: int) -> Facts:
        query = {"timeout": str(timeout), "filter": _FILTER, **({"since": since} if since else {})}
        return await self._call("GET", "/sync", None, query)

    async def _call(
        self, method: str, where: str, body: Facts | None, query: dict[str, str] | None = None
    ) -> Facts:
        assert self._session is not None
        async with self._session.request(
            method,
            self._url + where,
            data=None if body is None else orjson.dumps(body),
            params=query,
            headers={"Authorization": f"Bearer {self._token}"} if self._token else {},
        ) as response:
            response.raise_for_status()
            answer: Facts = orjson.loads(await response.read())
            return answer


if __name__ == "__main__":
    asyncio.run(serve(start=Floor().start))
