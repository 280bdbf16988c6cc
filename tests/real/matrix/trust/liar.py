"""A homeserver that lies: a proxy before Synapse which alters what it answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
from aiohttp import web

Json = dict[str, Any]
_KEPT_HEADERS = ("Authorization", "Content-Type")


def _honest(target: str, answer: Json) -> None:
    return None


@dataclass
class Liar:
    """Give `url` to the bot; `lie` may change each JSON answer, by the path of its request.

    `sent` is what the bot sent to devices: (type, user id, device id).
    """

    behind: str
    url: str = ""
    lie: Callable[[str, Json], None] = _honest
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        """What Synapse answers, altered."""
        headers = {name: request.headers[name] for name in _KEPT_HEADERS if name in request.headers}
        body = await request.read()
        self._note(request.path, body)
        async with (
            aiohttp.ClientSession(auto_decompress=True) as session,
            session.request(
                request.method,
                f"{self.behind}{request.rel_url}",
                data=body or None,
                headers=headers,
            ) as response,
        ):
            raw = await response.read()
            status = response.status
        answer = orjson.loads(raw) if raw else {}
        self.lie(request.path, answer)
        return web.Response(
            body=orjson.dumps(answer), status=status, content_type="application/json"
        )

    def _note(self, target: str, body: bytes) -> None:
        if "/sendToDevice/" in target:
            type_ = target.split("/")[-2]
            messages = orjson.loads(body)["messages"]
            self.sent.extend(
                (type_, user, device) for user in messages for device in messages[user]
            )


@asynccontextmanager
async def liar(behind: str) -> AsyncIterator[Liar]:
    """A lying proxy before the homeserver at `behind`, on a free port."""
    proxy = Liar(behind)
    app = web.Application(client_max_size=2**24)
    app.router.add_route("*", "/{path:.*}", proxy.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = runner.addresses[0]
    proxy.url = f"http://{address[0]}:{address[1]}"
    try:
        yield proxy
    finally:
        await runner.cleanup()
