"""A real town in this process: Synapse with our policies, Liaison and the pages on one database,
and a clock that moves when told.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bots.engine.answering import Answering
from bots.engine.service import Post, Service
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House
from care.identity.reason import Environment
from care.matrix.disk import AccountFiles
from care.matrix.http import MatrixHttp
from care.pages.secret import make_id
from care.pages.workflow import PREFIX, create_link
from care.runtime.database import Database, sqlite_url
from care.runtime.sealing import load_key_ring
from care.runtime.secrets import write_secret
from care.runtime.settings import Pages as SetPages
from care.runtime.units import Units
from care.runtime.worker import Worker
from deploy.pages import access_token
from deploy.web.serving import serving
from tests.ports import free_port
from tests.real.circles.town import Town, settle_in
from tests.real.push_gateway import let_push_here
from tests.real.servers import running_homeserver
from tests.widgets.house import HOST, landing
from widgets.engine.application import Surroundings, build_pages
from widgets.engine.membership import AssistantsRooms
from widgets.engine.shell import load_shell
from widgets.wiring import all_pages


class MovedClock:
    """The machine's clock, put forward."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._stopped: datetime | None = None

    def now(self) -> datetime:
        return self._stopped or datetime.now(UTC) + self._ahead

    def move_to(self, instant: datetime, *, stops: bool = False) -> None:
        """It is now `instant`, and stays so for a while if it `stops`."""
        assert instant > self.now(), "clocks go forward"
        self._ahead = instant - datetime.now(UTC)
        self._stopped = instant if stops else None


@dataclass
class WiredTown(Town):
    """A town whose Liaison and pages are here."""

    url: str = ""
    clock: MovedClock = field(default_factory=MovedClock)
    units: Units | None = None

    def link(self, user_id: str, purpose: str) -> str:
        """A link that opens a page."""
        assert self.units is not None
        with self.units.unit(f"link {make_id()}") as work:
            return create_link(work, self.url, user_id, purpose)

    def moves_to(self, instant: datetime, *, stops: bool = False) -> None:
        """It is `instant` in the town: what is due is done."""
        assert self.units is not None
        self.clock.move_to(instant, stops=stops)
        with self.units.unit(f"look {make_id()}") as work:
            work.timed.append("look")


@asynccontextmanager
async def running_wired_town(folder: Path, *, pushes: bool = False) -> AsyncIterator[WiredTown]:
    """Everybody has an account, Liaison listens, pages answer.

    `pushes`: the server may push to gateways on this machine.
    """
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(
            running_homeserver(folder / "homeserver", policies=True)
        )
        if pushes:
            await let_push_here(server.process)
        port = free_port()
        town = WiredTown(server, folder / "town", url=f"http://{HOST}:{port}", clock=MovedClock())
        town.folder.mkdir()
        await server.create_user("liaison", "pw")
        files = AccountFiles(town.folder / "liaison" / "secrets", town.folder / "liaison" / "state")
        write_secret(files.password, "pw")
        await settle_in(town)
        database = Database(sqlite_url(town.database))
        stack.callback(database.close)
        town.units = Units(database, load_key_ring(town.folder / "keys"), town.clock)
        worker = Worker(database)
        stack.callback(worker.close)
        await stack.enter_async_context(_liaison(town, files, worker))
        await stack.enter_async_context(_pages(town, files, port))
        yield town


@asynccontextmanager
async def _liaison(town: WiredTown, files: AccountFiles, worker: Worker) -> AsyncIterator[None]:
    assert town.units is not None
    bot = LiaisonBot(House(town.liaison, pages_url=town.url, shows_pages=True), Environment.TEST)
    post = Post(town.liaison, files, Answering(town.liaison, bot))
    service = Service(town.server.url, [post], town.units, worker)
    task = asyncio.create_task(service.run())
    ready = asyncio.create_task(service.ready())
    await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
    assert ready.done(), task.exception()
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _pages(town: WiredTown, files: AccountFiles, port: int) -> AsyncIterator[None]:
    assert town.units is not None
    pages = SetPages(public_url=town.url)
    territory = town.server.territory.model_copy(update={"pages": pages})
    worker, http = Worker(town.units.database), MatrixHttp(town.server.url)
    membership = AssistantsRooms(town.server.url, [partial(access_token, files)])
    around = Surroundings(territory, town.units, worker, http, membership, load_shell())
    application = landing()
    application.add_subapp(PREFIX, build_pages(around, all_pages(town.liaison)))
    try:
        async with serving(application, HOST, port):
            yield
    finally:
        await http.close()
        worker.close()
