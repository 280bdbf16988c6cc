"""The assistants in a process that can be killed: `python -m … FOLDER URL SERVER_NAME`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bots.wiring import Seat
from care.directory.importer import import_folder
from care.directory.synthetic_files import write_synthetic_files
from care.matrix.disk import AccountFiles
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.logs import setup_logs
from care.runtime.sealing import load_key_ring
from deploy.demo.assistants import running_bots
from deploy.schema import SCHEMA
from tests.real.judge.territory import COMMUNES, LOCALPARTS, Disk


async def _serve(disk: Disk, url: str, server_name: str) -> None:
    disk.volatile.mkdir(parents=True, exist_ok=True)
    database = Database(sqlite_url(disk.volatile / "service.db"))
    SCHEMA.create_all(database.engine)
    keys = load_key_ring(disk.secrets / "data_keys")
    write_synthetic_files(disk.volatile / "directory")
    import_folder(database, keys, disk.volatile / "directory", COMMUNES, SystemClock().now())
    async with running_bots(url, _seats(disk, server_name), database, keys) as serving:
        disk.ready.touch()
        await serving


def _seats(disk: Disk, server_name: str) -> dict[str, Seat]:
    seats = {}
    for name, localpart in LOCALPARTS.items():
        state = disk.volatile / name
        state.mkdir(exist_ok=True, mode=0o700)
        files = AccountFiles(secrets=disk.secrets / name, state=state)
        seats[name] = Seat(f"@{localpart}:{server_name}", files)
    return seats


if __name__ == "__main__":
    setup_logs()
    asyncio.run(_serve(Disk(Path(sys.argv[1])), sys.argv[2], sys.argv[3]))
