"""Element Web as people use it: served on an origin of its own, and logged in to a homeserver."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from playwright.async_api import Page

from tests.ports import free_port
from tests.real.element.build import element_web
from tests.real.servers import RunningHomeserver

# Not the address of our pages: browsers take it for another site.
NAME = "localhost"


@asynccontextmanager
async def running_element(server: RunningHomeserver, port: int | None = None) -> AsyncIterator[str]:
    """Element Web answers at the origin that is given, for people of `server`."""
    folder = await asyncio.to_thread(element_web)
    port = port or free_port()
    configuration = {
        "default_server_config": {
            "m.homeserver": {"base_url": server.url, "server_name": server.server_name}
        },
        "disable_guests": True,
        "disable_custom_urls": True,
        "brand": "Element",
    }

    async def configure(_request: web.Request) -> web.Response:
        return web.json_response(configuration)

    async def index(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(folder / "index.html")

    @web.middleware
    async def compress(request: web.Request, handler: web.RequestHandler) -> web.StreamResponse:  # type: ignore[type-arg]
        response: web.StreamResponse = await handler(request)  # type: ignore[operator]
        response.enable_compression()
        return response

    application = web.Application(middlewares=[compress])
    application.router.add_get("/", index)
    application.router.add_get("/config.json", configure)
    application.router.add_get(f"/config.{NAME}.json", configure)
    application.router.add_static("/", folder)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://{NAME}:{port}"
    finally:
        await runner.cleanup()


async def log_in(page: Page, element: str, name: str, password: str = "pw") -> None:
    """Log in as a person does, until their rooms are listed."""
    await page.goto(f"{element}/#/login")
    await page.locator("input[type=text]").fill(name, timeout=60_000)
    await page.locator("input[type=password]").fill(password)
    await page.locator("input[type=submit]").click()
    await page.locator(".mx_RoomTile, .mx_LeftPanel").first.wait_for(timeout=60_000)
