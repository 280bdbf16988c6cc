"""A sender on matrix-nio with what it uses unless told otherwise (its default store)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from nio import AsyncClient, AsyncClientConfig, LoginResponse, RoomSendResponse

from tests.bench.peers.protocol import Facts, serve


class NioBot:
    """One account on a new device; its store is in `state`."""

    def __init__(self) -> None:
        self._client: Any = None
        self._listening: asyncio.Task[None] | None = None

    async def start(self, facts: Facts) -> Facts:
        """Log in on a new device, and listen."""
        state = Path(facts["state"])
        state.mkdir(parents=True, exist_ok=True)
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
        client = AsyncClient(facts["url"], facts["user"], store_path=str(state), config=config)
        answer = await client.login(facts["password"])
        if not isinstance(answer, LoginResponse):
            raise RuntimeError(str(answer))
        self._client = client
        await client.sync(timeout=0, full_state=True)
        self._listening = asyncio.create_task(client.sync_forever(timeout=30_000))
        await client.synced.wait()
        return {"device_id": client.device_id}

    async def send(self, facts: Facts) -> None:
        """Send to a room once the sync told of it."""
        while facts["room"] not in self._client.rooms:
            await asyncio.sleep(0.005)
        content = {"msgtype": "m.text", "body": facts["text"]}
        answer = await self._client.room_send(
            facts["room"], "m.room.message", content, ignore_unverified_devices=True
        )
        if not isinstance(answer, RoomSendResponse):
            raise RuntimeError(str(answer))


if __name__ == "__main__":
    bot = NioBot()
    asyncio.run(serve(start=bot.start, send=bot.send))
