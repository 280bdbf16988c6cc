"""Liaison in a process that can be killed: `python -m … FOLDER URL SERVER_NAME`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bots.engine.answering import Answering
from bots.engine.service import Post, Service
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House
from care.identity.reason import Environment
from care.matrix.disk import AccountFiles
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.logs import setup_logs
from care.runtime.sealing import load_key_ring
from care.runtime.units import Units
from care.runtime.worker import Worker


async def _serve(folder: Path, url: str, server_name: str) -> None:
    account = f"@liaison:{server_name}"
    database = Database(sqlite_url(folder / "service.db"))
    worker = Worker(database)
    units = Units(database, load_key_ring(folder / "keys"), SystemClock())
    bot = LiaisonBot(House(account), Environment.TEST)
    files = AccountFiles(folder / "liaison" / "secrets", folder / "liaison" / "state")
    service = Service(url, [Post(account, files, Answering(account, bot))], units, worker)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(service.run())
        await service.ready()
        (folder / "ready").touch()


if __name__ == "__main__":
    setup_logs()
    asyncio.run(_serve(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
