"""A reverse proxy that misbehaves: between a client and the real Synapse."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

_KEPT = ("Authorization", "Content-Type")
_STATUSES = (502, 503, 504)
# Where a lost answer hurts: the request had its effect.
_EFFECTS = ("/send/", "/createRoom", "/keys/", "/sendToDevice/", "/invite", "/join", "/leave")


class FaultProxy:
    """Misbehaves at the rate `badness` (0: never). `faults` counts what it did.

    `lose_next`: parts of paths whose next answer is lost; `refuse`: one that is refused;
    `lies`: what is answered in place of the homeserver. `requests`: what was asked.
    """

    def __init__(self, upstream: str, chance: random.Random) -> None:
        self._upstream = upstream
        self._chance = chance
        self._cards: list[float] = []
        self.badness = 0.0
        self.faults: Counter[str] = Counter()
        self.lose_next: list[str] = []
        self.refuse = ""
        self.lies: dict[str, tuple[int, dict[str, str]]] = {}
        self.requests: list[str] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer, badly at times."""
        body = await request.read()
        self.requests.append(f"{request.method} {request.path}")
        for part, (status, content) in self.lies.items():
            if part in request.path:
                return web.json_response(content, status=status)
        for lost in self.lose_next:
            if lost in request.path:
                self.lose_next.remove(lost)
                return await self._lose(request, body)
        if self.refuse and self.refuse in request.path:
            self.faults["refused"] += 1
            return web.Response(status=503)
        if self._chance.random() >= self.badness:
            return await self._forward(request, body)
        return await self._misbehave(request, body, self._draw())

    def _draw(self) -> float:
        """A number below 1; twenty draws leave out no twentieth, so that no fault is left out."""
        if not self._cards:
            self._cards = [number / 20 for number in range(20)]
            self._chance.shuffle(self._cards)
        return self._cards.pop()

    async def _misbehave(
        self, request: web.Request, body: bytes, roll: float
    ) -> web.StreamResponse:
        if any(part in request.path for part in _EFFECTS) and roll < 0.5:
            return await self._lose(request, body)
        if roll < 0.6:
            return self._cut(request)
        if roll < 0.7:
            return await self._cut_in_the_middle(request, body)
        if roll < 0.8:
            self.faults["429"] += 1
            content = {"errcode": "M_LIMIT_EXCEEDED", "error": "wait", "retry_after_ms": 50}
            return web.json_response(content, status=429)
        if roll < 0.9:
            self.faults["delay"] += 1
            await asyncio.sleep(self._chance.uniform(0.1, 0.6))
            return await self._forward(request, body)
        if roll < 0.95:
            self.faults["page"] += 1
            return web.Response(
                text="<html>maintenance</html>", status=self._chance.choice((200, 404))
            )
        self.faults["5xx"] += 1
        return web.Response(text="<html>sorry</html>", status=self._chance.choice(_STATUSES))

    async def _lose(self, request: web.Request, body: bytes) -> web.StreamResponse:
        """Synapse does it, nobody hears so."""
        await self._forward(request, body)
        self.faults["lost " + request.path.split("/")[4]] += 1
        return self._cut(request)

    def _cut(self, request: web.Request) -> web.StreamResponse:
        self.faults["cut"] += 1
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _cut_in_the_middle(self, request: web.Request, body: bytes) -> web.StreamResponse:
        whole = await self._forward(request, body)
        self.faults["half"] += 1
        content = whole.body
        assert isinstance(content, bytes)
        half = web.StreamResponse(headers={"Content-Length": str(len(content) + 1)})
        await half.prepare(request)
        await half.write(content[: len(content) // 2])
        return self._cut(request)

    async def _forward(self, request: web.Request, body: bytes) -> web.Response:
        headers = {name: request.headers[name] for name in _KEPT if name in request.headers}
        async with self._session.request(
            request.method, self._upstream + request.raw_path, data=body or None, headers=headers
        ) as answer:
            content = await answer.read()
            return web.Response(
                body=content, status=answer.status, content_type=answer.content_type
            )

    async def open(self) -> None:
        """Listen on a free port of the loopback."""
        connector = aiohttp.TCPConnector(limit=0)
        timeout = aiohttp.ClientTimeout(total=None)
        self._session = aiohttp.ClientSession(
            connector=connector, timeout=timeout, requote_redirect_url=False
        )
        application = web.Application(client_max_size=2**26)
        application.router.add_route("*", "/{any:.*}", self.handle)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        address = self._runner.addresses[0]
        self.url = f"http://127.0.0.1:{address[1]}"

    async def close(self) -> None:
        """Stop listening."""
        await self._runner.cleanup()
        await self._session.close()


@asynccontextmanager
async def fault_proxy(upstream: str, seed: int | None = None) -> AsyncIterator[FaultProxy]:
    """A proxy in front of `upstream` during the block; well-behaved until told otherwise."""
    proxy = FaultProxy(upstream, random.Random(seed))
    await proxy.open()
    try:
        yield proxy
    finally:
        await proxy.close()
