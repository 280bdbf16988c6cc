"""A person at the other end of every measure: the same program whoever answers."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import defaultdict
from contextlib import suppress
from typing import Self

import orjson

from care.matrix.http import MatrixHttp, path
from care.matrix.model import Credentials
from care.runtime.errors import TemporaryFailure
from tests.bench.lean.device import Json, LeanDevice
from tests.bench.lean.rooms import RoomKeys
from tests.bench.lean.sharing import publish, share_room_key

_FILTER = orjson.dumps(
    {
        "presence": {"types": []},
        "account_data": {"types": []},
        "room": {
            "ephemeral": {"types": []},
            "account_data": {"types": []},
            "state": {"types": []},
            "timeline": {"types": ["m.room.message", "m.room.encrypted"], "limit": 20},
        },
    }
).decode()


class LeanClient:
    """Speaks, listens and times answers; encrypted once a room key was shared, else in clear."""

    def __init__(self, url: str, credentials: Credentials) -> None:
        self.http = MatrixHttp(url, credentials.access_token)
        self.device = LeanDevice(credentials.user_id, credentials.device_id)
        self.keys = RoomKeys(self.device)
        self._numbers = itertools.count()
        self._since = ""
        self._awaited: dict[tuple[str, str | None], asyncio.Future[float]] = {}
        self._unread: defaultdict[str, list[tuple[str, Json]]] = defaultdict(list)
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await publish(self.http, self.device, one_time_keys=100)
        await self._sync(0)
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        await self.http.close()

    async def share(self, room_id: str, users: list[str]) -> None:
        """Give every device of `users` a new key for `room_id`."""
        await share_room_key(self.http, self.device, users, self.keys.renew(room_id))

    async def say(self, room_id: str, text: str) -> str:
        """Send `text`; returns the event id."""
        kind, content = "m.room.message", {"msgtype": "m.text", "body": text}
        if self.keys.has_key(room_id):
            content = self.keys.encrypt(room_id, kind, content)
            kind = "m.room.encrypted"
        where = path("rooms", room_id, "send", kind, f"lean{next(self._numbers)}")
        return str((await self.http.request("PUT", where, content))["event_id"])

    async def ask(self, room_id: str, text: str, timeout: float = 30.0) -> float:
        """Say `text`; the seconds until `echo <text>` was read. Raises TimeoutError."""
        return await self.time(room_id, text, f"echo {text}", timeout)

    async def time(
        self, room_id: str, text: str, expected: str | None, timeout: float = 30.0
    ) -> float:
        """Say `text`; the seconds until `expected` was read, or whatever comes when it is None."""
        answer = self.expect(room_id, expected)
        begun = time.perf_counter()
        await self.say(room_id, text)
        return await asyncio.wait_for(answer, timeout) - begun

    def expect(self, room_id: str, text: str | None) -> asyncio.Future[float]:
        """Resolves to the `perf_counter` at which `text` (None: anything) was read in `room_id`."""
        future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._awaited[room_id, text] = future
        return future

    async def _listen(self) -> None:
        while True:
            with suppress(TemporaryFailure):
                await self._sync(30_000)

    async def _sync(self, timeout: int) -> None:
        query = {"timeout": str(timeout), "filter": _FILTER}
        if self._since:
            query["since"] = self._since
        answer = await self.http.request("GET", path("sync"), query=query)
        self._since = answer["next_batch"]
        for event in answer.get("to_device", {}).get("events", []):
            self._take_key(event)
        for room_id, room in answer.get("rooms", {}).get("join", {}).items():
            for event in room.get("timeline", {}).get("events", []):
                self._take_event(room_id, event)

    def _take_key(self, event: Json) -> None:
        if event["type"] != "m.room.encrypted":
            return
        with suppress(KeyError, ValueError):
            payload = self.device.unseal(event["content"])
            if payload["type"] == "m.room_key":
                for room_id, waiting in self._unread.pop(self.keys.learn(payload["content"]), []):
                    self._take_event(room_id, waiting)

    def _take_event(self, room_id: str, event: Json) -> None:
        if event.get("sender") == self.device.user_id:
            return
        clear: Json | None = event
        if event["type"] == "m.room.encrypted":
            clear = self.keys.decrypt(event["content"])
            if clear is None:
                self._unread[event["content"].get("session_id", "")].append((room_id, event))
                return
        assert clear is not None
        said = str(clear["content"].get("body"))
        answer = self._awaited.pop((room_id, said), self._awaited.pop((room_id, None), None))
        if answer is not None and not answer.done():
            answer.set_result(time.perf_counter())
