"""A real town: Synapse with our policies, Liaison in a process of its own, encrypted clients."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Table, func, select

from care.access.people import Account as Allowed
from care.access.people import Kind
from care.access.registry_file import render_registry
from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.audit.store import lines_about_circle
from care.audit.verification import verify_trail
from care.circles.tables import CIRCLES
from care.matrix.disk import AccountFiles
from care.matrix.http import path
from care.matrix.model import IncomingMessage
from care.matrix.person import PersonClient
from care.runtime.database import Database, sqlite_url
from care.runtime.sealing import KeyRing, load_key_ring
from care.runtime.secrets import write_secret
from deploy.schema import SCHEMA
from tests.real.servers import RunningHomeserver, running_homeserver
from tests.real.upgrade import upgrade_room

_ROOT = Path(__file__).resolve().parents[3]
_PATIENCE = 120.0
PEOPLE: dict[str, tuple[AccountKind, str, str | None]] = {
    "alice": (AccountKind.PROFESSIONAL, "FICTIF Alice – médecin", "10"),
    "paul": (AccountKind.PROFESSIONAL, "INVENTE Paul – pharmacien", "21"),
    "ida": (AccountKind.PROFESSIONAL, "SOIGNE Ida – infirmière", "60"),
    "kim": (AccountKind.PROFESSIONAL, "MASSE Kim – kinésithérapeute", "70"),
    "camille": (AccountKind.COORDINATOR, "RELAIS Camille – coordination", None),
    "dac": (AccountKind.SECRETARY, "APPUI Estuaire – secrétariat", None),
    "anne": (AccountKind.RELATIVE, "CANARITANTE Anne – proche", None),
}


@dataclass
class Person:
    """Somebody with an encrypted client, and their conversation with Liaison."""

    client: PersonClient
    direct: str
    heard: list[IncomingMessage] = field(default_factory=list)

    @property
    def user_id(self) -> str:
        """Their Matrix id."""
        return self.client.user_id

    async def asks(self, text: str, words: str) -> str:
        """Ask Liaison alone; its answer, known by these words."""
        await self.client.say(self.direct, text)
        return await self.hears(words, self.direct)

    async def says(self, text: str, room: str) -> None:
        """Write in a room."""
        await self.client.say(room, text)

    async def hears(
        self, words: str, room: str | None = None, *, seconds: float = _PATIENCE
    ) -> str:
        """The next message with these words (in that room). What comes first is kept in `heard`."""
        async with asyncio.timeout(seconds):
            while True:
                message = await self.client.wait_for(seconds=seconds)
                self.heard.append(message)
                text = message.text.replace("\u00a0", " ").replace("\u202f", " ")
                if words in text and room in {None, message.room_id}:
                    return text

    async def told(self, words: str, room: str) -> str:
        """A message with these words in that room, heard already or to come."""
        for message in self.heard:
            text = message.text.replace("\u00a0", " ").replace("\u202f", " ")
            if words in text and message.room_id == room:
                return text
        return await self.hears(words, room)

    async def rooms(self) -> dict[str, str]:
        """The rooms that they are in, by name."""
        joined = (await self.client.http.request("GET", path("joined_rooms")))["joined_rooms"]
        named = {}
        for room in joined:
            with suppress(Exception):
                state = path("rooms", room, "state", "m.room.name")
                named[str((await self.client.http.request("GET", state))["name"])] = str(room)
        return named

    async def comes_into(self, room: str) -> None:
        """Until they are in that very room."""
        async with asyncio.timeout(_PATIENCE):
            while room not in (await self.rooms()).values():
                await asyncio.sleep(0.2)

    async def enters(self, name: str) -> str:
        """The room whose name begins so, once they are in it."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                for known, room in (await self.rooms()).items():
                    if known.startswith(name):
                        return room
                await asyncio.sleep(0.2)


@dataclass
class Town:
    """The server, Liaison, and where it keeps what it knows."""

    server: RunningHomeserver
    folder: Path
    _process: subprocess.Popen[bytes] | None = None

    @property
    def database(self) -> Path:
        """The file of Liaison's database."""
        return self.folder / "service.db"

    @property
    def liaison(self) -> str:
        """Liaison's account."""
        return f"@liaison:{self.server.server_name}"

    async def start(self) -> None:
        """Start Liaison; returns once it listens."""
        await self.launch()
        async with asyncio.timeout(_PATIENCE):
            while not (self.folder / "ready").exists():
                assert self._process is not None
                assert self._process.poll() is None, (self.folder / "log").read_text()[-3000:]
                await asyncio.sleep(0.05)

    async def launch(self) -> None:
        """Start Liaison, without waiting."""
        (self.folder / "ready").unlink(missing_ok=True)
        command = [sys.executable, "-m", "tests.real.circles.liaison_process"]
        where = [str(self.folder), self.server.url, self.server.server_name]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([*command, *where], cwd=_ROOT, stdout=log, stderr=log)

    async def upgrade(self, room: str) -> str:
        """Replace a room in the name of Liaison; the new one."""
        home = self.folder / "liaison"
        return await upgrade_room(
            self.server.url, AccountFiles(home / "secrets", home / "state"), room
        )

    def memory(self) -> float:
        """What Liaison's process holds, in MB."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def kill(self) -> None:
        """SIGKILL, no farewell."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def acts_on_circles(self) -> list[str]:
        """What the trail says was done, in order; it is whole."""
        with self._opened() as (database, keys):
            assert verify_trail(database, keys).is_intact
            with database.begin() as connection:
                circles = connection.execute(select(CIRCLES.c.id)).scalars().all()
                lines = [
                    line
                    for circle in circles
                    for line in lines_about_circle(connection, keys, circle)
                ]
        return [line.entry.act for line in lines if line.entry is not None]

    def count(self, *tables: Table) -> list[int]:
        """How many rows are in each table."""
        with self._opened() as (database, _), database.begin() as connection:
            counted = [connection.execute(select(func.count()).select_from(t)) for t in tables]
            return [result.scalar_one() for result in counted]

    @contextmanager
    def _opened(self) -> Iterator[tuple[Database, KeyRing]]:
        database = Database(sqlite_url(self.database))
        try:
            yield database, load_key_ring(self.folder / "keys")
        finally:
            database.close()

    @asynccontextmanager
    async def people(self, *names: str) -> AsyncIterator[list[Person]]:
        """These people's clients, each with a conversation with Liaison."""
        async with AsyncExitStack() as stack:
            clients = []
            for name in names:
                files = AccountFiles(self.folder / name / "secrets", self.folder / name / "state")
                write_secret(files.password, "pw")
                user_id = f"@{name}:{self.server.server_name}"
                client = PersonClient(self.server.url, user_id, files)
                clients.append(await stack.enter_async_context(client))
            yield [Person(client, await self._direct(client)) for client in clients]

    async def _direct(self, client: PersonClient) -> str:
        """People who may not open conversations wait for Liaison to write to them."""
        account = PEOPLE[client.user_id[1:].partition(":")[0]][0]
        if not account.is_staff:
            return ""
        return await client.open_direct(self.liaison)


@asynccontextmanager
async def running_town(folder: Path, room_version: str = "12") -> AsyncIterator[Town]:
    """A town with everybody's account, Liaison listening."""
    async with running_homeserver(
        folder / "homeserver", policies=True, room_version=room_version
    ) as server:
        town = Town(server, folder / "town")
        town.folder.mkdir()
        await server.create_user("liaison", "pw")
        write_secret(town.folder / "liaison" / "secrets" / "password", "pw")
        await settle_in(town)
        await town.start()
        try:
            yield town
        finally:
            town.kill()


async def settle_in(town: Town) -> None:
    """Make everybody's account, here and on the server."""
    database = Database(sqlite_url(town.database))
    SCHEMA.create_all(database.engine)
    allowed = {}
    with database.begin() as connection:
        for name, (kind, shown, profession) in PEOPLE.items():
            user_id = await town.server.create_user(name, "pw", shown)
            save_account(
                connection, Account(user_id, kind, shown, None, profession_code=profession)
            )
            allowed[user_id] = Allowed(Kind(kind.value), shown)
    town.server.process.layout.accounts.write_text(render_registry(allowed))
    database.close()
