"""A real town that receives national mail: Synapse, Liaison, a mailbox's account, an operator."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bots.engine.answering import Answering
from bots.engine.service import Post, Service
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House as LiaisonHouse
from bots.mailbox.bot import MailboxBot
from bots.mailbox.house import House
from bots.mailbox.rooms import wake_to_open
from bridges.mssante.embedded.arrangement import Arrangement, arrange
from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.embedded.post_office import PostOffice, running_post_office
from bridges.mssante.service import MailService, MailSurroundings, open_shelf
from care.access.people import Account as Allowed
from care.access.people import Kind
from care.access.registry_file import render_registry
from care.circles.model import Circle, Newcomer
from care.circles.opening import Subject, open_circle
from care.circles.store import mark_unsettled
from care.circles.waking import wake_to_settle
from care.consent.model import Ground
from care.documents.model import Document
from care.documents.store import load_documents
from care.identity.reason import Environment
from care.letters.reader import LetterReader
from care.mail.mailboxes import Mailboxes, MailboxSeat
from care.matrix.disk import AccountFiles
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.sealing import load_key_ring
from care.runtime.secrets import write_secret
from care.runtime.settings import MailboxKind
from care.runtime.units import Units
from care.runtime.worker import Worker
from care.standards.mdn.model import ReadingReceipt
from care.standards.mdn.reading import read_reading_receipt
from care.standards.rfc5322.parser import parse_mail
from tests.care.letters.scene import BOX, LABO, Paper, qualified, send_papers
from tests.real.circles.town import PEOPLE, Town, settle_in
from tests.real.mail.bridge import QUICK, Tokens
from tests.real.mail.operators import EmbeddedOperator, Papers, look_into
from tests.real.servers import free_port, running_homeserver

PRACTICE, LABORATORY = LocalMailbox(BOX, "motdepasse-du-cabinet"), LocalMailbox(LABO, "motdepasse")
EVERYBODY = [PRACTICE, LABORATORY]
_BOT = "cabinet"
_PATIENCE = 60.0


@dataclass
class ReceivingTown:
    """The town, its operator, its database."""

    town: Town
    units: Units
    operator: EmbeddedOperator

    def user(self, name: str) -> str:
        """Somebody's Matrix id."""
        return f"@{name}:{self.town.server.server_name}"

    def open_circle(self, *people: str) -> Circle:
        """The circle of Jeanne, whose identity a hospital's software has qualified."""
        with self.units.unit("circle") as work:
            members = [Newcomer(self.user(one), Ground.CHOSEN_BY_PATIENT) for one in people]
            circle = open_circle(
                work, self.user(people[0]), Subject(None, qualified()), members
            ).circle
            mark_unsettled(work.connection, circle.id)
            wake_to_settle(work, self.town.liaison)
        return circle

    async def gets(self, source: bytes) -> None:
        """A mail is handed to the mailbox of the practice by another operator."""
        await self.operator.deliver(BOX, source)

    async def sends(self, *papers: Paper, **more: object) -> None:
        """The laboratory sends documents."""
        await self.gets(send_papers(*papers, **more))

    async def receipts(self, count: int) -> list[ReadingReceipt]:
        """What the laboratory was told, once it was told so often."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                mails = await asyncio.to_thread(look_into, self.operator, LABORATORY)
                if len(mails) >= count:
                    return [read_reading_receipt(parse_mail(one)) for one in mails]
                await asyncio.sleep(0.2)

    def documents(self, circle: Circle) -> list[Document]:
        """What is in a circle."""
        with self.units.database.begin() as connection:
            return load_documents(connection, self.units.keys, circle.id)


@asynccontextmanager
async def running_receiving_town(folder: Path, *team: str) -> AsyncIterator[ReceivingTown]:
    """Everything runs during the block; `team` sits in the rooms of the mailbox."""
    imap, smtp = free_port(), free_port()
    served = {BOX: MailboxKind.ORGANISATION}
    made = arrange(
        folder / "mail", datetime.now(UTC), EVERYBODY, served, imap_port=imap, smtp_port=smtp
    )
    async with (
        running_homeserver(folder / "homeserver", policies=True) as server,
        running_post_office(
            made.authority, made.server, EVERYBODY, imap_port=imap, smtp_port=smtp
        ) as office,
    ):
        town = Town(server, folder / "town")
        town.folder.mkdir()
        for name in ("liaison", _BOT):
            await server.create_user(name, "pw")
            write_secret(town.folder / name / "secrets" / "password", "pw")
        await settle_in(town)
        _register(town)
        database = Database(sqlite_url(town.database))
        units = Units(database, load_key_ring(town.folder / "keys"), SystemClock())
        worker = Worker(database)
        running = ReceivingTown(town, units, _operator(folder, made, office))
        tasks = await _serve(running, made, folder, worker, team)
        try:
            yield running
        finally:
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.wait(tasks)
            worker.close()
            database.close()


def _operator(folder: Path, made: Arrangement, office: PostOffice) -> EmbeddedOperator:
    papers = Papers(folder / "papers")
    papers.authority = made.authority
    return EmbeddedOperator(papers, office)


def _register(town: Town) -> None:
    """The homeserver learns who is who, the account of the mailbox among the assistants."""
    name = town.server.server_name
    allowed = {
        f"@{one}:{name}": Allowed(Kind(kind.value), shown)
        for one, (kind, shown, _) in PEOPLE.items()
    }
    allowed[f"@{_BOT}:{name}"] = Allowed(Kind.BOT, "Boîte")
    town.server.process.layout.accounts.write_text(render_registry(allowed))


async def _serve(
    running: ReceivingTown, made: Arrangement, folder: Path, worker: Worker, team: tuple[str, ...]
) -> list[asyncio.Task[None]]:
    town, units = running.town, running.units
    seat = MailboxSeat(
        BOX, running.user(_BOT), "Cabinet Fictif", tuple(running.user(one) for one in team)
    )
    shelf = open_shelf(made.white_list, folder, folder / "state")
    reader = LetterReader(Mailboxes([seat]), town.liaison, shelf, Environment.TEST)
    mail = MailService(made.settings, made.white_list, _around(folder, units, worker, reader))
    house = House(seat, town.liaison, shelf, environment=Environment.TEST)
    bots = {
        "liaison": LiaisonBot(LiaisonHouse(town.liaison), Environment.TEST),
        _BOT: MailboxBot(house),
    }
    posts = [
        Post(
            running.user(name),
            AccountFiles(town.folder / name / "secrets", town.folder / name / "state"),
            Answering(running.user(name), bot),
        )
        for name, bot in bots.items()
    ]
    service = Service(town.server.url, posts, units, worker)
    tasks = [asyncio.create_task(service.run()), asyncio.create_task(mail.run())]
    async with asyncio.timeout(_PATIENCE):
        await service.ready()
    with units.unit("rooms") as work:
        wake_to_open(work, seat.account)
    return tasks


def _around(folder: Path, units: Units, worker: Worker, reader: LetterReader) -> MailSurroundings:
    return MailSurroundings(
        folder=folder,
        state=folder / "state",
        units=units,
        worker=worker,
        reader=reader,
        watchers=(),
        tokens=Tokens(),
        pace=QUICK,
    )
