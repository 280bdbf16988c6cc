"""A real town with national mail: Synapse, Liaison, the accounts of mailboxes, the bridge.

What arrives and what leaves are both played in it; `receiving_town` and `sending_town` say who is
there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bots.engine.answering import Answering
from bots.engine.bot import Attentive
from bots.engine.service import Post, Service
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House
from bots.liaison.sending.counter import Counter
from bots.mailbox.bot import MailboxBot
from bots.mailbox.house import House as BoxHouse
from bots.mailbox.rooms import wake_to_open
from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.embedded.signed_list import SIGNER, sign_white_list
from bridges.mssante.service import MailService, MailSurroundings, open_shelf
from bridges.mssante.white_list.shelf import WhiteListShelf
from care.access.people import Account as Allowed
from care.access.people import Kind
from care.access.registry_file import render_registry
from care.circles.model import Circle, Newcomer
from care.circles.opening import Subject, open_circle
from care.circles.store import mark_unsettled
from care.circles.waking import wake_to_settle
from care.consent.model import Evidence, Giver, Scope, Stance, Statement
from care.consent.store import add_statement
from care.dispatches.office import Office
from care.dispatches.watching import DispatchWatcher
from care.documents.model import Document
from care.documents.store import load_documents
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment
from care.letters.reader import LetterReader
from care.mail.mailboxes import Mailboxes, MailboxSeat, seats_of
from care.mail.notices import Notices
from care.matrix.disk import AccountFiles
from care.matrix.window import Window
from care.patients.store import load_patient, save_patient
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.mail_settings import Mailbox, MailboxAuth, MailboxKind, WhiteListSource
from care.runtime.sealing import load_key_ring
from care.runtime.secrets import write_secret
from care.runtime.units import Units
from care.runtime.worker import Worker
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.parser import parse_mail
from tests.real.circles.town import PEOPLE, Town, settle_in
from tests.real.mail.bridge import QUICK, Tokens
from tests.real.mail.operators import Operator, look_into
from tests.real.servers import running_homeserver

PATIENCE = 120.0


@dataclass(frozen=True)
class Served:
    """A mailbox that the bridge serves. Without a `localpart`, no account speaks for it."""

    mailbox: LocalMailbox
    name: str
    team: tuple[str, ...]
    kind: MailboxKind = MailboxKind.ORGANISATION
    localpart: str = ""
    auth: MailboxAuth = MailboxAuth.PASSWORD
    limit: float = 10

    def settings(self, operator: Operator, folder: Path) -> Mailbox:
        """What `territory.toml` says of it."""
        password = folder / f"{self.mailbox.address}.password"
        if self.auth is MailboxAuth.PASSWORD:
            write_secret(password, self.mailbox.password)
        return Mailbox(
            address=self.mailbox.address,
            kind=self.kind,
            name=self.name,
            localpart=self.localpart or None,
            team=self.team,
            auth=self.auth,
            imap_host="127.0.0.1",
            imap_port=operator.imap_port,
            smtp_host="127.0.0.1",
            smtp_port=operator.smtp_port,
            ca_file=operator.papers.authority.file,
            password_file=password if self.auth is MailboxAuth.PASSWORD else None,
            size_limit_mb=self.limit,
        )


@dataclass
class MailTown:
    """The town, its operator, its database; `bots` run until they are cancelled."""

    town: Town
    units: Units
    operator: Operator
    shelf: WhiteListShelf
    tokens: Tokens = field(default_factory=Tokens)
    seats: tuple[MailboxSeat, ...] = ()
    open_bots: Callable[[], Service] | None = None
    bots: asyncio.Task[None] | None = None

    def user(self, name: str) -> str:
        """Somebody's Matrix id."""
        return f"@{name}:{self.town.server.server_name}"

    def surround(self, subject: Subject, first: str, members: Sequence[Newcomer]) -> Circle:
        """A circle that Liaison opens at once."""
        with self.units.unit(f"circle {first} {datetime.now(UTC)}") as work:
            circle = open_circle(work, self.user(first), subject, list(members)).circle
            mark_unsettled(work.connection, circle.id)
            wake_to_settle(work, self.town.liaison)
        return circle

    def trust(self, domains: Iterable[str]) -> None:
        """A new white list has come."""
        now = datetime.now(UTC)
        self.shelf.offer(sign_domains(self.operator, domains, now), now)

    def documents(self, circle: Circle) -> list[Document]:
        """What is in a circle."""
        with self.units.database.begin() as connection:
            return load_documents(connection, self.units.keys, circle.id)

    def mails(self, mailbox: LocalMailbox) -> list[Mail]:
        """What is in somebody's mailbox, as an independent program sees it."""
        return [parse_mail(source) for source in look_into(self.operator, mailbox)]

    async def receives(
        self, mailbox: LocalMailbox, count: int = 1, sender: str | None = None
    ) -> list[Mail]:
        """The mails of `mailbox` (from `sender`), once there are so many."""
        async with asyncio.timeout(PATIENCE):
            while True:
                mails = await asyncio.to_thread(self.mails, mailbox)
                if sender is not None:
                    mails = [one for one in mails if one.sender and one.sender.address == sender]
                if len(mails) >= count:
                    return mails
                await asyncio.sleep(0.2)

    def becomes(self, circle: Circle, identity: PatientIdentity) -> None:
        """The patient is known otherwise."""
        with self.units.unit(f"becomes {datetime.now(UTC)}") as work:
            patient = load_patient(work.connection, work.keys, circle.patient)
            assert patient is not None
            save_patient(work, replace(patient, identity=identity))

    def opposes(self, circle: Circle, scope: Scope, whom: str | None = None) -> None:
        """The patient says no."""
        self.states(circle, scope, Stance.OPPOSITION, whom)

    def states(self, circle: Circle, scope: Scope, stance: Stance, whom: str | None = None) -> None:
        """The patient says yes, or no."""
        with self.units.unit(f"states {datetime.now(UTC)}") as work:
            add_statement(work, Statement(
                0, circle.patient.text, stance, scope, Giver.PATIENT,
                Evidence.SPOKEN, work.now, self.user("alice"), person=whom,
            ))  # fmt: skip

    async def start_bots(self) -> None:
        """Start Liaison and the accounts of the mailboxes; returns once they listen."""
        assert self.open_bots is not None
        service = self.open_bots()
        self.bots = asyncio.create_task(service.run())
        async with asyncio.timeout(PATIENCE):
            await service.ready()

    async def stop_bots(self) -> None:
        """Wherever they are."""
        if self.bots is not None:
            self.bots.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.wait([self.bots])


AnyTown = TypeVar("AnyTown", bound=MailTown)


@asynccontextmanager
async def running_mail_town(
    make: type[AnyTown],
    folder: Path,
    served: Sequence[Served],
    everybody: Iterable[LocalMailbox],
    operating: AbstractAsyncContextManager[Operator],
    fill: Callable[[AnyTown], None] = lambda _: None,
) -> AsyncIterator[AnyTown]:
    """Everything runs during the block, on the operator of `operating`, which has `everybody`."""
    async with (
        running_homeserver(folder / "homeserver", policies=True) as server,
        operating as operator,
    ):
        town = Town(server, folder / "town")
        town.folder.mkdir()
        speaking = [one.localpart for one in served if one.localpart]
        for name in ("liaison", *speaking):
            await server.create_user(name, "pw")
            write_secret(town.folder / name / "secrets" / "password", "pw")
        await settle_in(town)
        _register(town, speaking)
        database = Database(sqlite_url(town.database))
        worker = Worker(database)
        units = Units(database, load_key_ring(town.folder / "keys"), SystemClock())
        settings = tuple(one.settings(operator, folder) for one in served)
        source = _sign_list(operator, folder, everybody)
        shelf = open_shelf(source, folder, folder / "state")
        seats = seats_of(settings, server.server_name)
        running = make(town, units, operator, shelf, seats=seats)
        fill(running)
        running.open_bots = lambda: _open_bots(running, shelf, worker, speaking)
        mail = MailService(settings, source, _around(running, folder, shelf, worker))
        carrying = asyncio.create_task(mail.run())
        try:
            await running.start_bots()
            with units.unit("rooms") as work:
                for name in speaking:
                    wake_to_open(work, running.user(name))
            yield running
        finally:
            await running.stop_bots()
            carrying.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.wait([carrying])
            worker.close()
            database.close()


def _register(town: Town, speaking: Iterable[str]) -> None:
    """The homeserver learns who is who, the accounts of mailboxes among the assistants."""
    name = town.server.server_name
    allowed = {
        f"@{one}:{name}": Allowed(Kind(kind.value), shown)
        for one, (kind, shown, _) in PEOPLE.items()
    }
    allowed |= {f"@{one}:{name}": Allowed(Kind.BOT, "Boîte") for one in speaking}
    town.server.process.layout.accounts.write_text(render_registry(allowed))


def _sign_list(
    operator: Operator, folder: Path, everybody: Iterable[LocalMailbox]
) -> WhiteListSource:
    signed = sign_domains(operator, domains_of(everybody), datetime.now(UTC))
    (folder / "list.xml").write_bytes(signed)
    anchors = operator.papers.authority.file
    return WhiteListSource(file=folder / "list.xml", anchors_file=anchors, signer=SIGNER, hours=1)


def domains_of(mailboxes: Iterable[LocalMailbox]) -> list[str]:
    """Where they are."""
    return sorted({one.address.partition("@")[2] for one in mailboxes})


def sign_domains(operator: Operator, domains: Iterable[str], now: datetime) -> bytes:
    """The white list of these domains."""
    entries = [(domain, "CN=operateur fictif") for domain in domains]
    return sign_white_list(entries, operator.papers.authority.signer(SIGNER), now)


def _open_bots(
    running: MailTown, shelf: WhiteListShelf, worker: Worker, speaking: Iterable[str]
) -> Service:
    town, units = running.town, running.units
    office = Office(Mailboxes(running.seats), shelf, Environment.TEST)
    seats = {seat.account: seat for seat in running.seats}

    def open_counter(house: House, window: Window) -> Counter:
        return Counter(house, office, window, units, worker)

    liaison = LiaisonBot(House(town.liaison), Environment.TEST, open_counter)
    bots: dict[str, Attentive] = {"liaison": liaison}
    for name in speaking:
        seat = seats[running.user(name)]
        house = BoxHouse(seat, town.liaison, shelf, environment=Environment.TEST)
        bots[name] = MailboxBot(house)
    posts = [
        Post(
            running.user(name),
            AccountFiles(town.folder / name / "secrets", town.folder / name / "state"),
            Answering(running.user(name), bot),
        )
        for name, bot in bots.items()
    ]
    return Service(town.server.url, posts, units, worker)


def _around(
    running: MailTown, folder: Path, shelf: WhiteListShelf, worker: Worker
) -> MailSurroundings:
    mailboxes, liaison = Mailboxes(running.seats), running.town.liaison
    return MailSurroundings(
        folder=folder,
        state=folder / "state",
        units=running.units,
        worker=worker,
        reader=LetterReader(mailboxes, liaison, shelf, Environment.TEST),
        watchers=(DispatchWatcher(), Notices(liaison, mailboxes)),
        tokens=running.tokens,
        pace=QUICK,
    )
