"""A bot that answers what it hears, run as in production and killed at will."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bots.engine.answering import Answering
from care.matrix.disk import AccountFiles
from care.matrix.enrolment import equip
from care.matrix.http import MatrixHttp
from care.matrix.listener import LATE_GRACE
from care.matrix.model import IncomingMessage
from care.matrix.session import Session
from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.outgoing import Address, Outgoing, Say
from care.runtime.sealing import load_key_ring
from care.runtime.secrets import write_secret
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker
from tests.real.servers import RunningHomeserver


class Echo:
    """Answers every message with its own words."""

    name = "echo"

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        return [Say(Address(message.room_id), f"écho {message.text}")]


@dataclass
class BotHome:
    """The account of a bot, and where it keeps things."""

    url: str
    user_id: str
    folder: Path

    @property
    def files(self) -> AccountFiles:
        """Its secrets and its state."""
        return AccountFiles(self.folder / "secrets", self.folder / "state")

    @property
    def service(self) -> Path:
        """Its service database."""
        return self.folder / "service.db"

    def wipe(self, *, service: bool) -> None:
        """Lose the disk: the state, and with `service` the database too. Secrets are kept."""
        shutil.rmtree(self.files.state)
        if service:
            for file in self.folder.glob("service.db*"):
                file.unlink()

    def open_database(self) -> Database:
        """The service database, as another process opens it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        database = Database(sqlite_url(self.service))
        METADATA.create_all(database.engine)
        return database

    async def save_backup(self) -> None:
        """Send what the backup still lacks, while the bot is not running."""
        http = MatrixHttp(self.url)
        equipment = await equip(http, self.user_id, self.files)
        await equipment.backup.save_new()
        equipment.device.store.close()
        await http.close()

    @asynccontextmanager
    async def running(
        self, *, late_grace: timedelta = LATE_GRACE, url: str | None = None
    ) -> AsyncIterator[Session]:
        """The bot at work; stopped without ceremony at the end of the block."""
        database = self.open_database()
        worker = Worker(database)
        units = Units(database, load_key_ring(self.files.secrets / "data_keys"), SystemClock())
        handler = Answering(self.user_id, Echo())
        session = Session(
            url or self.url,
            self.user_id,
            self.files,
            units,
            worker,
            handler,
            late_grace=late_grace,
        )
        task = asyncio.create_task(session.run())
        ready = asyncio.create_task(session.ready())
        try:
            await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.result()
            yield session
        finally:
            ready.cancel()
            task.cancel()
            ended = await asyncio.gather(task, return_exceptions=True)
            worker.close()
            database.close()
        assert isinstance(ended[0], asyncio.CancelledError), ended[0]


async def bot_home(server: RunningHomeserver, localpart: str, folder: Path) -> BotHome:
    """A new account for a bot."""
    user_id = await server.create_user(localpart, "bot-pw")
    home = BotHome(server.url, user_id, folder / localpart)
    write_secret(home.files.password, "bot-pw")
    return home
