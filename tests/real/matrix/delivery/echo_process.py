"""The echo bot as a process of its own, to be killed at will.

`python -m tests.real.matrix.delivery.echo_process URL ACCOUNT SECRETS STATE DATABASE_URL`:
prints `ready` once it listens; writes its log on standard error.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from prometheus_client import generate_latest
from sqlalchemy import text

from bots.engine.answering import Answering
from bots.engine.bot import Bot
from bots.engine.service import Post, Service
from care.matrix.disk import AccountFiles
from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Database
from care.runtime.errors import SettingsError
from care.runtime.logs import setup_logs
from care.runtime.sealing import load_key_ring
from care.runtime.units import Units
from care.runtime.worker import Worker
from tests.real.matrix.delivery.echo import EFFECTS, EchoBot

METRICS = "metrics.txt"


BotMaker = Callable[[str, Path], Bot]


async def serve(
    url: str, account: str, secrets: Path, state: Path, database_url: str, make_bot: BotMaker
) -> None:
    """Answer as `account` until cancelled."""
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(database_url)
    METADATA.create_all(database.engine)
    with database.begin() as connection:
        connection.execute(text(EFFECTS))
    units = Units(database, load_key_ring(secrets / "data_keys"), SystemClock())
    bot = make_bot(account, secrets / "runs.txt")
    post = Post(account, AccountFiles(secrets, state), Answering(account, bot))
    service = Service(url, [post], units, Worker(database))
    serving = asyncio.create_task(service.run())
    ready = asyncio.create_task(service.ready())
    await asyncio.wait([serving, ready], return_when=asyncio.FIRST_COMPLETED)
    if not serving.done():
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        watching = asyncio.create_task(_write_metrics(secrets))
        try:
            await serving
        finally:
            watching.cancel()
    serving.result()


async def _write_metrics(folder: Path) -> None:
    """At once, whole: we may be killed at any moment."""
    while True:
        unfinished = folder.parent / METRICS
        unfinished.write_bytes(generate_latest())
        unfinished.replace(folder / METRICS)
        await asyncio.sleep(0.5)


def main(make_bot: BotMaker = EchoBot) -> None:
    """Run, and end with status 2 and one line when the account cannot be used."""
    setup_logs()
    url, account, secrets, state, database_url = sys.argv[1:]
    try:
        asyncio.run(serve(url, account, Path(secrets), Path(state), database_url, make_bot))
    except* SettingsError as group:
        sys.stderr.write(f"{_innermost(group)}\n")
        sys.exit(2)


def _innermost(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


if __name__ == "__main__":
    main()
