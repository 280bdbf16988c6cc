"""Pages that answer on a free port, over a database of their own, for people who have accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.dispatches.office import Office
from care.identity.reason import Environment
from care.mail.mailboxes import Mailboxes
from care.matrix.http import MatrixHttp
from care.pages import tables as _tables
from care.pages.workflow import PREFIX, create_link
from care.runtime.clock import Clock, SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.sealing import KeyRing
from care.runtime.settings import Territory
from care.runtime.units import Units
from care.runtime.worker import Worker
from deploy.web.landing import Front, build_landing
from deploy.web.serving import serving
from tests.care.dispatches.territory import MAILBOXES, WhiteList
from tests.ports import free_port
from widgets.engine.application import Surroundings, build_pages
from widgets.engine.membership import Membership
from widgets.engine.page import Page
from widgets.engine.shell import BuiltFile, Shell
from widgets.wiring import all_pages

assert _tables.PAGE_SESSIONS is not None
HOST = "127.0.0.1"
SERVER = "cercle.test"
ALICE, BOB, ASSISTANT = (f"@{name}:{SERVER}" for name in ("alice", "bob", "assistant"))
NAMES = {ALICE: "FICTIF Alice – médecin", BOB: "EXEMPLE Bob – infirmier"}
KEYS = KeyRing({1: bytes(range(32))})


@dataclass
class Rooms:
    """Who is in which room, as a test says."""

    members: dict[str, set[str]] = field(default_factory=dict)

    async def is_member(self, user_id: str, room_id: str) -> bool:
        return user_id in self.members.get(room_id, set())


@dataclass
class House:
    """What a test needs of pages that answer."""

    url: str
    territory: Territory
    database: Database
    units: Units
    rooms: Rooms
    mail: Office

    def link(self, user_id: str = ALICE, purpose: str = "session") -> str:
        """A link such as an assistant gives."""
        with self.units.unit(f"link for {user_id}") as work:
            return create_link(work, self.url, user_id, purpose)

    def secret(self, user_id: str = ALICE) -> str:
        """Its secret."""
        return self.link(user_id).partition("#lien=")[2]

    def publish(self, topic: str) -> None:
        """Something changed."""
        with self.units.unit(f"change of {topic}") as work:
            work.publish(topic)


def small_shell() -> Shell:
    """A build of two files, for tests that load no page."""
    page = BuiltFile(b"<!doctype html><p>page", b"", "text/html", '"1"', "no-cache")
    return Shell({"index.html": page, "assets/index-1.js": page})


def territory_of(url: str, clients: Sequence[str] = ()) -> Territory:
    """The settings of pages that answer at `url`."""
    return Territory.model_validate(
        {
            "territory": {
                "name": "CPTS d’Essai",
                "server_name": SERVER,
                "communes": ["76351"],
            },
            "pages": {"public_url": url, "clients": clients},
        }
    )


@asynccontextmanager
async def open_house(
    folder: Path,
    *,
    clients: Sequence[str] = (),
    clock: Clock | None = None,
    homeserver: str = "http://127.0.0.1:9",
    shell: Shell | None = None,
    pages: Sequence[Page] = (),
    membership: Membership | None = None,
    host: str = HOST,
    port: int | None = None,
) -> AsyncIterator[House]:
    """Pages for Alice and Bob, under the front page's own application as in a territory."""
    port = port or free_port()
    url = f"http://{host}:{port}"
    territory = territory_of(url, clients)
    database = Database(sqlite_url(folder / "pages.db"))
    METADATA.create_all(database.engine)
    with database.begin() as connection:
        for user_id, name in NAMES.items():
            save_account(connection, Account(user_id, AccountKind.PROFESSIONAL, name))
    mail = Office(Mailboxes(MAILBOXES.seats), WhiteList(), Environment.TEST)
    units, worker = Units(database, KEYS, clock or SystemClock()), Worker(database)
    matrix, rooms = MatrixHttp(homeserver), Rooms()
    around = Surroundings(
        territory, units, worker, matrix, membership or rooms, shell or small_shell()
    )
    application = landing()
    application.add_subapp(PREFIX, build_pages(around, [*all_pages(ASSISTANT, mail=mail), *pages]))
    try:
        async with serving(application, HOST, port):
            yield House(url, territory, database, units, rooms, mail)
    finally:
        await matrix.close()
        worker.close()
        database.close()


def landing() -> web.Application:
    """The territory's front page."""

    async def well() -> bool:
        return True

    return build_landing(Front("CPTS", "http://127.0.0.1:8440", "@a:x", "Annuaire", []), well)
