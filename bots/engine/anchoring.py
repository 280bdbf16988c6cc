"""Notes every hour, and at the end, how far the trail has got: what is cut off later is missed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from care.audit.anchor import keep_anchor
from care.runtime.errors import PermanentFailure, TemporaryFailure
from care.runtime.units import Units
from care.runtime.worker import Worker

_EVERY_SECONDS = 3600.0
_log = structlog.get_logger()


@asynccontextmanager
async def anchoring(
    units: Units, worker: Worker, path: Path, *, every: float = _EVERY_SECONDS
) -> AsyncIterator[None]:
    """Keep the anchor in `path` while the block runs."""
    keeping = asyncio.create_task(_keep_on(units, worker, path, every))
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.wait([keeping])
        await _keep(units, worker, path)


async def _keep_on(units: Units, worker: Worker, path: Path, every: float) -> None:
    while True:
        await _keep(units, worker, path)
        await asyncio.sleep(every)


async def _keep(units: Units, worker: Worker, path: Path) -> None:
    try:
        if not await worker.run(lambda: keep_anchor(units.database, units.keys, path)):
            _log.error("trail_lost_lines")
    except PermanentFailure as reason:
        _log.error("trail_anchor_unusable", why=str(reason))
    except (TemporaryFailure, OSError) as reason:
        _log.warning("trail_anchor_postponed", why=type(reason).__name__)
