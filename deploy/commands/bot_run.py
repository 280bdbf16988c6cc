"""`cercle bot run`: an assistant in one file, served with every guarantee of the others."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
import uvloop

from bots.engine.answering import Answering
from bots.engine.script import ScriptBot
from bots.engine.service import Post, Service
from care.runtime.clock import SystemClock
from care.runtime.logs import setup_logs
from care.runtime.units import Units
from care.runtime.worker import Worker
from deploy.commands.options import HERE, StateOption
from deploy.migrate import upgrade
from deploy.script_account import ensure_script_account
from deploy.script_file import load_script
from deploy.state import TerritoryFolder
from deploy.words import say


def run_bot(
    file: Annotated[Path, typer.Argument(help=say("help-bot-file"))],
    state: StateOption = HERE,
) -> None:
    bot = load_script(file)
    setup_logs()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_until_stopped(bot, TerritoryFolder(state)))


async def _until_stopped(bot: ScriptBot, folder: TerritoryFolder) -> None:
    serving = asyncio.create_task(serve_script(bot, folder))
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving


async def serve_script(bot: ScriptBot, folder: TerritoryFolder) -> None:
    """Answer for `bot` until cancelled. Raises SettingsError when its account cannot be used."""
    territory = folder.load()
    database = folder.open_database(territory)
    upgrade(database)
    worker = Worker(database)
    try:
        account, files = await ensure_script_account(bot, folder, territory)
        units = Units(database, folder.open_keys(), SystemClock())
        post = Post(account, files, Answering(account, bot))
        service = Service(territory.homeserver.public_url, [post], units, worker)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(service.run())
            await service.ready()
            typer.echo(say("bot-listening", name=bot.display_name, account=account))
    finally:
        worker.close()
        database.close()
