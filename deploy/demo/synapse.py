"""The demonstration's homeserver, up for the time of a block."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from care.runtime.settings import Territory
from deploy.demo.leash import leash
from deploy.state import TerritoryFolder
from homeserver.files import write_homeserver
from homeserver.process import SynapseProcess


@asynccontextmanager
async def running_synapse(
    folder: TerritoryFolder, territory: Territory
) -> AsyncIterator[SynapseProcess]:
    """Synapse answers during the block, and is stopped at its end or at our death.

    Raises StartFailure with what Synapse wrote.
    """
    layout = await asyncio.to_thread(write_homeserver, territory, folder.homeserver.state)
    process = SynapseProcess(layout, territory.homeserver.public_url)
    try:
        await process.start()
        with leash(process.pid or 0, layout.configuration):
            yield process
    finally:
        await process.stop()
