"""Another site, on an address of its own: what hostile pages are, and what Element is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from tests.ports import free_port

# Not the address of our pages: browsers take it for another site.
NAME = "localhost"


@asynccontextmanager
async def other_site(
    files: Mapping[str, tuple[str, str]], port: int | None = None
) -> AsyncIterator[str]:
    """`files` (path: content type, text) answer at the origin that is given."""
    port = port or free_port()

    async def show(request: web.Request) -> web.Response:
        found = files.get(request.path)
        if found is None:
            raise web.HTTPNotFound
        return web.Response(text=found[1], content_type=found[0], charset="utf-8")

    application = web.Application()
    application.router.add_get("/{tail:.*}", show)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://{NAME}:{port}"
    finally:
        await runner.cleanup()
