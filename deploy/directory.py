"""The directory of a running territory: refreshed daily, read by practice software."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from zoneinfo import ZoneInfo

from aiohttp import web

from bridges.directory_api.application import build_directory_api
from care.directory.importer import opaque_person_id
from care.directory.national.directory import NationalDirectory
from care.directory.sources.choice import choose_source
from care.directory.sources.refresh import Refresh, keep_refreshed
from care.directory.sources.taking import Place
from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.settings import Territory
from care.runtime.worker import Worker
from deploy.state import TerritoryFolder


def place_of(
    folder: TerritoryFolder, territory: Territory, database: Database, keys: KeyRing
) -> Place:
    """Where this territory's directory lives."""
    communes = territory.territory.communes
    return Place(database, keys, communes, folder.national, folder.spool)


def national_directory(folder: TerritoryFolder, keys: KeyRing) -> NationalDirectory:
    """Every professional of the country, as far as an import has indexed them."""
    return NationalDirectory(folder.national, partial(opaque_person_id, keys))


@asynccontextmanager
async def refreshing(
    place: Place, folder: TerritoryFolder, territory: Territory
) -> AsyncIterator[None]:
    """The directory is refreshed when due during the block, if it has a source."""
    source = choose_source(territory.directory, folder.path)
    if source is None:
        yield
        return
    zone = ZoneInfo(territory.territory.timezone)
    refresh = Refresh(place, source, territory.directory.hour, zone, SystemClock())
    task = asyncio.create_task(keep_refreshed(refresh.run_if_due))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def directory_api(
    territory: Territory, database: Database, keys: KeyRing
) -> AsyncIterator[web.Application | None]:
    """The application for practice software; None when the territory switched it off."""
    if not territory.directory_api.enabled:
        yield None
        return
    worker = Worker(database)
    try:
        yield build_directory_api(worker, keys, SystemClock(), territory.directory_api)
    finally:
        worker.close()
