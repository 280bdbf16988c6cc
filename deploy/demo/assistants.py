"""The territory's assistants, answering for the time of a block."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from bots.engine.anchoring import anchoring
from bots.wiring import ALONE, Bots, Seat, Surroundings
from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from care.runtime.worker import Worker


@asynccontextmanager
async def running_bots(
    url: str,
    seats: Mapping[str, Seat],
    database: Database,
    keys: KeyRing,
    around: Surroundings = ALONE,
    anchor: Path | None = None,
    units: Units | None = None,
) -> AsyncIterator[asyncio.Task[None]]:
    """Every assistant listens during the block, served by the task that is given.

    The end of the trail is noted in the file `anchor`, if there is to be one. With the `units` of
    others they hear at once of what others set for them to do.

    Raises SettingsError when an account cannot be used.
    """
    worker = Worker(database)
    units = units or Units(database, keys, SystemClock())
    bots = Bots(url, seats, units, worker, around)
    async with AsyncExitStack() as stack:
        stack.callback(worker.close)
        if anchor is not None:
            await stack.enter_async_context(anchoring(units, worker, anchor))
        serving = asyncio.create_task(bots.run())
        try:
            await _first(serving, asyncio.create_task(bots.ready()))
            yield serving
        finally:
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.wait([serving])


async def _first(serving: asyncio.Task[None], ready: asyncio.Task[None]) -> None:
    await asyncio.wait([serving, ready], return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        ready.cancel()
        serving.result()
