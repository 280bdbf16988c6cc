"""Our small HTTP servers: opened and closed with a block."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from care.runtime.errors import SettingsError
from deploy.words import say


@asynccontextmanager
async def serving(application: web.Application, host: str, port: int) -> AsyncIterator[None]:
    """`application` answers on `host:port` during the block.

    Raises SettingsError when another program holds the port.
    """
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise SettingsError(say("port-taken", port=str(port))) from None
        yield
    finally:
        await runner.cleanup()
