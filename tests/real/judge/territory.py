"""A territory to be judged: a real Synapse, and assistants whose process and disk can be lost."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from care.access.people import Account, Kind
from care.access.registry_file import render_registry
from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixHttp, path
from care.runtime.secrets import write_secret
from tests.real.js.install import HERE
from tests.real.servers import RunningHomeserver, running_homeserver

COMMUNES = ("76351", "76447", "76552", "76305", "76341", "76238")
LOCALPARTS = {"directory": "annuaire", "liaison": "liaison", "sentinel": "vigie"}
_ROOT = HERE.parents[2]
_PASSWORD = "mot-de-passe-d-essai"
_START_SECONDS = 180.0


@dataclass(frozen=True)
class Disk:
    """What the assistants keep: `secrets`, backed up elsewhere, and `volatile`, to be lost."""

    folder: Path

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets"

    @property
    def volatile(self) -> Path:
        return self.folder / "volatile"

    @property
    def ready(self) -> Path:
        """Exists while the assistants listen."""
        return self.folder / "ready"

    @property
    def log(self) -> Path:
        """What the process wrote."""
        return self.folder / "log"


class Assistants:
    """The assistants' process. Bound to no event loop: tests share it."""

    def __init__(self, disk: Disk, server: RunningHomeserver) -> None:
        self._disk = disk
        self._server = server
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def annuaire(self) -> str:
        """The directory bot's user id."""
        return f"@{LOCALPARTS['directory']}:{self._server.server_name}"

    async def start(self) -> None:
        """Start, and return once every assistant listens."""
        self._disk.ready.unlink(missing_ok=True)
        module = "tests.real.judge.assistants"
        where = [str(self._disk.folder), self._server.url, self._server.server_name]
        with self._disk.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *where], cwd=_ROOT, stdout=log, stderr=log
            )
        async with asyncio.timeout(_START_SECONDS):
            while not self._disk.ready.exists():
                assert self._process.poll() is None, self._disk.log.read_text()[-2000:]
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL, no farewell."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    async def wait_backed_up(self, room: str, event_id: str, seconds: float = 90) -> None:
        """Return once the directory bot's backup holds the key of that event."""
        files = AccountFiles(
            secrets=self._disk.secrets / "directory", state=self._disk.volatile / "directory"
        )
        token = json.loads(files.device.read_text(encoding="utf-8"))["access_token"]
        http = MatrixHttp(self._server.url, token)
        try:
            event = await http.request("GET", path("rooms", room, "event", event_id))
            session = event["content"]["session_id"]
            version = (await http.request("GET", path("room_keys", "version")))["version"]
            where, query = path("room_keys", "keys", room), {"version": str(version)}
            async with asyncio.timeout(seconds):
                while session not in (await http.request("GET", where, query=query))["sessions"]:
                    await asyncio.sleep(0.1)
        finally:
            await http.close()

    def wipe(self) -> None:
        """Lose the disk, but for the secrets that are backed up elsewhere."""
        shutil.rmtree(self._disk.volatile)


@dataclass
class JudgedTerritory:
    """The server and its assistants."""

    server: RunningHomeserver
    assistants: Assistants
    accounts: dict[str, Account] = field(default_factory=dict)

    async def add_professional(self, localpart: str, password: str) -> str:
        """An account that the policies know as a professional's; returns its user id."""
        account = Account(Kind.PROFESSIONAL, f"FICTIF {localpart} – infirmier")
        self.accounts[f"@{localpart}:{self.server.server_name}"] = account
        self.server.process.layout.accounts.write_text(render_registry(self.accounts))
        return await self.server.create_user(localpart, password, account.display_name)


@asynccontextmanager
async def judged_territory(folder: Path) -> AsyncIterator[JudgedTerritory]:
    """A territory with the directory bot listening, ended at the end of the block."""
    disk = Disk(folder / "assistants")
    async with running_homeserver(folder / "homeserver", policies=True) as server:
        for name, localpart in LOCALPARTS.items():
            await server.create_user(localpart, _PASSWORD)
            (disk.secrets / name).mkdir(parents=True, mode=0o700)
            write_secret(disk.secrets / name / "password", _PASSWORD)
        assistants = Assistants(disk, server)
        try:
            await assistants.start()
            yield JudgedTerritory(server, assistants)
        finally:
            assistants.kill()
