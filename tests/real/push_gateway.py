"""A push gateway on loopback: what reaches the phone makers of what Synapse pushes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import yaml
from aiohttp import web

from care.matrix.http import MatrixHttp
from care.matrix.model import Credentials
from homeserver.process import SynapseProcess
from tests.ports import free_port
from tests.real.servers import PATIENCE

_PATH = "/_matrix/push/v1/notify"


@dataclass
class PushGateway:
    """What it was told, by pushkey, in order; messages alone, not mere changes of counts."""

    url: str
    told: list[dict[str, Any]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def of(self, pushkey: str) -> list[dict[str, Any]]:
        """What was pushed to one phone."""
        return [
            one
            for one in self.told
            if "event_id" in one and one["devices"][0]["pushkey"] == pushkey
        ]

    async def push_of(self, pushkey: str, event_id: str, seconds: float = 90) -> dict[str, Any]:
        """The push of that event, once it has come."""
        async with asyncio.timeout(seconds):
            while True:
                for one in self.of(pushkey):
                    if one["event_id"] == event_id:
                        return one
                self.changed.clear()
                await self.changed.wait()

    async def receive(self, request: web.Request) -> web.Response:
        """Synapse pushes."""
        self.told.append((await request.json())["notification"])
        self.changed.set()
        return web.json_response({"rejected": []})


@asynccontextmanager
async def running_gateway() -> AsyncIterator[PushGateway]:
    """A gateway that answers."""
    port = free_port()
    gateway = PushGateway(f"http://127.0.0.1:{port}{_PATH}")
    application = web.Application()
    application.router.add_post(_PATH, gateway.receive)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield gateway
    finally:
        await runner.cleanup()


async def let_push_here(process: SynapseProcess) -> None:
    """Synapse pushes to no private address unless it is told that it may."""
    where = process.layout.configuration
    configuration = yaml.safe_load(where.read_text(encoding="utf-8"))
    configuration["ip_range_whitelist"] = ["127.0.0.1"]
    where.write_text(yaml.safe_dump(configuration), encoding="utf-8")
    await process.restart(PATIENCE)


async def have_phone(url: str, who: Credentials, gateway: PushGateway, pushkey: str) -> None:
    """Ask for pushes as Element does on a phone: ids only."""
    pusher = {
        "kind": "http",
        "app_id": "fr.cercle.essai",
        "app_display_name": "Essai",
        "device_display_name": "Téléphone d’essai",
        "pushkey": pushkey,
        "lang": "fr",
        "data": {"url": gateway.url, "format": "event_id_only"},
        "append": True,
    }
    http = MatrixHttp(url, who.access_token)
    try:
        await http.request("POST", "/_matrix/client/v3/pushers/set", pusher)
    finally:
        await http.close()
