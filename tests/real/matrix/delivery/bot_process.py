"""Starting, killing and reading the traces of an echo bot's process."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from pathlib import Path

from care.runtime.database import sqlite_url
from care.runtime.secrets import write_secret
from tests.real.servers import RunningHomeserver

_REPOSITORY = Path(__file__).parents[4]


class BotProcess:
    """The bot `user_id` of `module`, its files in `folder`, talking to `url`."""

    def __init__(
        self,
        url: str,
        user_id: str,
        folder: Path,
        database_url: str | None = None,
        module: str = "tests.real.matrix.delivery.echo_process",
    ) -> None:
        self.module = module
        self.url = url
        self.user_id = user_id
        self.secrets = folder / "secrets"
        self.state = folder / "state"
        self.database = self.state / "bot.db"
        self.database_url = database_url or sqlite_url(self.database)
        self.log = folder / "log.txt"
        self.process: asyncio.subprocess.Process | None = None

    async def launch(self) -> None:
        """Start, without waiting for anything."""
        command = [sys.executable, "-m", self.module]
        command += [self.url, self.user_id, str(self.secrets), str(self.state), self.database_url]
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *command, stdout=asyncio.subprocess.PIPE, stderr=log, cwd=_REPOSITORY
            )

    async def wait_ready(self, seconds: float = 180) -> None:
        """Wait until it listens. Raises EOFError when it ended first."""
        assert self.process is not None and self.process.stdout is not None
        async with asyncio.timeout(seconds):
            line = await self.process.stdout.readline()
        if line != b"ready\n":
            raise EOFError(self.log.read_text(encoding="utf-8")[-2000:])

    async def start(self) -> None:
        """Start, and wait until it listens."""
        await self.launch()
        await self.wait_ready()

    async def end(self, how: signal.Signals = signal.SIGKILL) -> int:
        """End the process with `how`; returns its status."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await self.process.wait()

    async def close(self) -> None:
        """End the process if it runs."""
        if self.process is not None:
            await self.end()

    def lose_database(self) -> None:
        """The database is gone, the keys of the device are not."""
        for file in self.state.glob("bot.db*"):
            file.unlink()

    def lose_state(self) -> None:
        """A new machine: only what was kept safe is left."""
        shutil.rmtree(self.state)

    def runs(self) -> Counter[str]:
        """How often the handler was called, by event."""
        lines = (self.secrets / "runs.txt").read_text(encoding="utf-8").splitlines()
        return Counter(line.split()[0] for line in lines)

    def effects(self) -> Counter[str]:
        """How often a call took effect, by event."""
        return Counter(event_id for (event_id,) in self.query("SELECT event_id FROM effects"))

    def open_rows(self) -> dict[str, int]:
        """What the inbox and the outbox still hold, by state other than done or sent."""
        inbox = self.query("SELECT 'inbox ' || state, count(*) FROM inbox GROUP BY 1")
        outbox = self.query("SELECT 'outbox ' || state, count(*) FROM outbox GROUP BY 1")
        closed = {"inbox done", "outbox sent"}
        return {state: count for state, count in [*inbox, *outbox] if state not in closed}

    def query(self, statement: str) -> list[tuple]:
        """The rows that `statement` finds in the bot's SQLite database."""
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()


async def make_bot(
    homeserver: RunningHomeserver,
    folder: Path,
    *,
    name: str | None = None,
    url: str | None = None,
    database_url: str | None = None,
    module: str = "tests.real.matrix.delivery.echo_process",
) -> BotProcess:
    """A bot with an account of its own, not started yet."""
    localpart = name or f"bot{os.urandom(4).hex()}"
    password = f"pw-{localpart}"
    user_id = await homeserver.create_user(localpart, password)
    bot = BotProcess(url or homeserver.url, user_id, folder / localpart, database_url, module)
    write_secret(bot.secrets / "password", password)
    return bot
