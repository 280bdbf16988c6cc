"""Real Synapse servers for tests, each on ports of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from care.matrix.http import MatrixError, MatrixHttp
from care.matrix.model import Credentials
from care.runtime.secrets import read_secret
from care.runtime.settings import Territory
from homeserver.files import write_homeserver
from homeserver.process import SynapseProcess
from homeserver.registration import is_taken, log_in, register
from tests.ports import free_port

#: How long a Synapse may take to start, in seconds: a busy machine is no failure.
PATIENCE = 180.0


def small_territory(server_name: str = "cercle.test", **homeserver: Any) -> Territory:
    """A territory with three groups, on a free port; `homeserver` overrides its section."""
    port = free_port()
    section = {"public_url": f"http://127.0.0.1:{port}", "port": port, **homeserver}
    return Territory.model_validate(
        {
            "territory": {
                "name": "CPTS d’Essai",
                "server_name": server_name,
                "communes": ["76351"],
            },
            "homeserver": section,
            "groups": [
                {"key": "announcements", "name": "Annonces", "kind": "announcements"},
                {"key": "pharmacists", "name": "Pharmaciens", "professions": ["21"]},
                {"key": "nurses", "name": "Infirmiers", "professions": ["60"]},
            ],
        }
    )


@dataclass(frozen=True)
class RunningHomeserver:
    """A Synapse that answers. `admin` is a logged-in server administrator."""

    url: str
    server_name: str
    shared_secret: str
    admin: Credentials
    process: SynapseProcess
    state: Path
    territory: Territory

    @asynccontextmanager
    async def http(self, who: Credentials | None = None) -> AsyncIterator[MatrixHttp]:
        """A connection as `who`, or as nobody; closed at the end of the block."""
        http = MatrixHttp(self.url, who.access_token if who else None)
        try:
            yield http
        finally:
            await http.close()

    async def create_user(
        self,
        localpart: str,
        password: str = "pw",
        display_name: str | None = None,
        admin: bool = False,
    ) -> str:
        """Make an account; returns its user id."""
        async with self.http() as http:
            return await register(
                http,
                self.shared_secret,
                localpart,
                password,
                display_name=display_name,
                admin=admin,
            )

    async def login(
        self, localpart: str, password: str = "pw", device_id: str | None = None
    ) -> Credentials:
        """A new session of this account."""
        async with self.http() as http:
            return await log_in(http, localpart, password, device_id=device_id, device_name="essai")


@asynccontextmanager
async def running_homeserver(
    state: Path,
    *,
    policies: bool = False,
    testing: bool = True,
    territory: Territory | None = None,
    **section: Any,
) -> AsyncIterator[RunningHomeserver]:
    """A Synapse in `state`, stopped at the end of the block.

    `section` overrides keys of `[homeserver]` (`room_version="11"`…) of a small territory, unless a
    whole `territory` is given.
    """
    territory = territory or small_territory(**section)
    layout = write_homeserver(territory, state, testing=testing, policies=policies)
    url = f"http://127.0.0.1:{territory.homeserver.port}"
    process = SynapseProcess(layout, url)
    await process.start(PATIENCE)
    try:
        yield await _with_admin(territory, process, url)
    finally:
        await process.stop()


@contextmanager
def suppress_taken() -> Iterator[None]:
    """An account that exists already is what was wanted."""
    try:
        yield
    except MatrixError as error:
        if not is_taken(error):
            raise


async def _with_admin(territory: Territory, process: SynapseProcess, url: str) -> RunningHomeserver:
    layout = process.layout
    secret = read_secret(layout.shared_secret)
    http = MatrixHttp(url)
    try:
        with suppress_taken():
            await register(http, secret, "root", "root-password-of-tests", admin=True)
        admin = await log_in(http, "root", "root-password-of-tests", device_name="essai")
    finally:
        await http.close()
    return RunningHomeserver(
        url, territory.territory.server_name, secret, admin, process, layout.state, territory
    )
