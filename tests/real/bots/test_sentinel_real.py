"""The sentinel hears a living bot, and misses a dead one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bots.engine.answering import Answering
from bots.engine.script import ScriptBot
from bots.engine.sentinel import Sentinel
from bots.engine.service import Post, Service
from care.matrix.disk import AccountFiles
from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.sealing import load_key_ring
from care.runtime.secrets import write_secret
from care.runtime.units import Units
from care.runtime.worker import Worker
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


def _files(folder: Path, name: str) -> AccountFiles:
    files = AccountFiles(folder / name / "secrets", folder / name / "state")
    write_secret(files.password, "pw")
    return files


async def test_a_living_bot_answers_and_a_silent_one_is_missed(
    tmp_path: Path, homeserver: RunningHomeserver
) -> None:
    bot, watch = [await homeserver.create_user(name) for name in ("vivant", "vigilante")]
    silent = await homeserver.create_user("muet")
    database = Database(sqlite_url(tmp_path / "service.db"))
    METADATA.create_all(database.engine)
    worker = Worker(database)
    units = Units(database, load_key_ring(tmp_path / "keys"), SystemClock())
    sentinel = Sentinel(watch, [bot], units, worker)
    answering = Answering(bot, ScriptBot("vivant", display_name="Vivant"))
    posts = [
        Post(bot, _files(tmp_path, "vivant"), answering),
        Post(watch, _files(tmp_path, "vigilante"), sentinel),
    ]
    service = Service(homeserver.url, posts, units, worker)
    running = asyncio.create_task(service.run())
    try:
        await asyncio.wait_for(service.ready(), 90)
        assert await sentinel.check(bot, patience=120) is not None
        assert await sentinel.check(silent, patience=3) is None
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        worker.close()
        database.close()
