"""A real town that writes by national mail: Synapse, Liaison, the bridge, an operator."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bots.engine.answering import Answering
from bots.engine.service import Post, Service
from bots.liaison.bot import LiaisonBot
from bots.liaison.house import House
from bots.liaison.sending.counter import Counter
from bots.mailbox.bot import MailboxBot
from bots.mailbox.house import House as BoxHouse
from bots.mailbox.rooms import wake_to_open
from bridges.mssante.embedded.arrangement import arrange
from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.embedded.post_office import running_post_office
from bridges.mssante.service import MailService, MailSurroundings, open_shelf
from bridges.mssante.white_list.shelf import WhiteListShelf
from care.access.people import Account as Allowed
from care.access.people import Kind
from care.access.registry_file import render_registry
from care.accounts.store import load_accounts, save_account
from care.circles.model import Circle, Newcomer, Role
from care.circles.opening import Subject, open_circle
from care.circles.store import mark_unsettled
from care.circles.waking import wake_to_settle
from care.consent.model import Evidence, Giver, Ground, Scope, Stance, Statement
from care.consent.store import add_statement
from care.dispatches.office import Office
from care.dispatches.watching import DispatchWatcher
from care.identity.patient import PatientIdentity
from care.identity.reason import Environment
from care.letters.reader import LetterReader
from care.mail.mailboxes import Mailboxes, MailboxSeat
from care.matrix.disk import AccountFiles
from care.matrix.window import Window
from care.patients.store import load_patient, save_patient
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.outgoing import Address, Say, SendFile
from care.runtime.sealing import load_key_ring
from care.runtime.secrets import write_secret
from care.runtime.settings import MailboxKind
from care.runtime.units import Units
from care.runtime.worker import Worker
from care.standards.mdn.model import Disposition
from care.standards.mdn.writing import OutgoingReceipt, compose_receipt
from care.standards.rfc5322.addresses import Mailbox as Named
from care.standards.rfc5322.composer import OutgoingMail
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.parser import parse_mail
from tests.care.dispatches import territory
from tests.care.dispatches.territory import BOX_ALICE, BOX_IDA, BOX_RAD_2, PATIENT_BOX
from tests.real.circles.town import PEOPLE, Person, Town, settle_in
from tests.real.mail.bridge import QUICK, Tokens
from tests.real.mail.operators import EmbeddedOperator, Papers, look_into
from tests.real.servers import free_port, running_homeserver

RADIOLOGIST = LocalMailbox(BOX_RAD_2, "motdepasse-du-radiologue")
DOCTOR, NURSE = LocalMailbox(BOX_ALICE, "motdepasse-alice"), LocalMailbox(BOX_IDA, "motdepasse-ida")
PATIENT = LocalMailbox(PATIENT_BOX, "motdepasse-de-la-patiente")
EVERYBODY = [RADIOLOGIST, DOCTOR, NURSE, PATIENT]
_RPPS = {"alice": "10199900373", "paul": "10199901488", "ida": "10199901850"}
_BOX = "boite"
_PATIENCE = 60.0


@dataclass
class SendingTown:
    """The town, its operator, and its database."""

    town: Town
    units: Units
    operator: EmbeddedOperator

    def mails(self, mailbox: LocalMailbox) -> list[Mail]:
        """What is in somebody's mailbox, as an independent program sees it."""
        return [parse_mail(source) for source in look_into(self.operator, mailbox)]

    async def receives(
        self, mailbox: LocalMailbox, count: int = 1, sender: str | None = None
    ) -> list[Mail]:
        """The mails of `mailbox` (from `sender`), once there are so many."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                mails = await asyncio.to_thread(self.mails, mailbox)
                if sender is not None:
                    mails = [one for one in mails if one.sender and one.sender.address == sender]
                if len(mails) >= count:
                    return mails
                await asyncio.sleep(0.2)

    async def answers(self, mail: Mail, by: LocalMailbox, to: str, code: int | None = None) -> None:
        """The software of a recipient answers by a receipt: taken in, or not."""
        envelope = OutgoingMail(
            f"<mdn-{code}-{mail.message_id}>", datetime.now(UTC), Named(by.address), (Named(to),),
            "Accusé", "Accusé de réception.",
        )  # fmt: skip
        receipt = OutgoingReceipt(
            Disposition.PROCESSED, Named(by.address), "logiciel", code, "INS absent" if code else ""
        )
        await self.operator.deliver(to, compose_receipt(envelope, receipt, mail))

    def open_circle(self, identity: PatientIdentity) -> Circle:
        """The circle of Jeanne, told by a hospital's software."""
        ground = Ground.CHOSEN_BY_PATIENT
        with self.units.unit("circle") as work:
            opened = open_circle(work, self.user("alice"), Subject(None, identity), [
                Newcomer(self.user("alice"), ground, Role.TREATING_DOCTOR),
                Newcomer(self.user("ida"), ground),
            ])  # fmt: skip
            mark_unsettled(work.connection, opened.circle.id)
            wake_to_settle(work, self.town.liaison)
        return opened.circle

    def becomes(self, circle: Circle, identity: PatientIdentity) -> None:
        """The patient is known otherwise."""
        with self.units.unit(f"becomes {identity.standing.status}") as work:
            patient = load_patient(work.connection, work.keys, circle.patient)
            assert patient is not None
            save_patient(work, replace(patient, identity=identity))

    def opposes(self, circle: Circle, scope: Scope) -> None:
        """The patient says no."""
        with self.units.unit(f"opposes {scope}") as work:
            add_statement(work, Statement(
                0, circle.patient.text, Stance.OPPOSITION, scope, Giver.PATIENT,
                Evidence.SPOKEN, work.now, self.user("alice"),
            ))  # fmt: skip

    def user(self, name: str) -> str:
        """Somebody's Matrix id."""
        return f"@{name}:{self.town.server.server_name}"


async def shows(person: Person, room: str, name: str, media_type: str, raw: bytes) -> None:
    """Post a file in an encrypted room."""
    sending: Any = SendFile(Address(room), name, media_type, raw)
    await person.client._send(sending)


async def writes_in(person: Person, room: str, thread: str, text: str) -> None:
    """Write in a thread."""
    await person.client._send(Say(Address(room), text, thread=thread))


@asynccontextmanager
async def running_sending_town(folder: Path) -> AsyncIterator[SendingTown]:
    """Everything runs during the block."""
    imap, smtp = free_port(), free_port()
    served = {BOX_ALICE: MailboxKind.PERSONAL, BOX_IDA: MailboxKind.PERSONAL}
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
        for name in ("liaison", _BOX):
            await server.create_user(name, "pw")
            write_secret(town.folder / name / "secrets" / "password", "pw")
        await settle_in(town)
        _register(town)
        database = Database(sqlite_url(town.database))
        worker = Worker(database)
        units = Units(database, load_key_ring(town.folder / "keys"), SystemClock())
        papers = Papers(folder / "papers")
        papers.authority = made.authority
        running = SendingTown(town, units, EmbeddedOperator(papers, office))
        _fill(running)
        shelf = open_shelf(made.white_list, folder, folder / "state")
        seats = _seats(running)
        mail = MailService(made.settings, made.white_list, MailSurroundings(
            folder=folder, state=folder / "state", units=units, worker=worker,
            reader=LetterReader(seats, town.liaison, shelf, Environment.TEST),
            watchers=(DispatchWatcher(),), tokens=Tokens(), pace=QUICK,
        ))  # fmt: skip
        serving = await _serve_bots(running, seats, shelf, worker)
        tasks = [asyncio.create_task(mail.run()), serving]
        try:
            yield running
        finally:
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.wait(tasks)
            worker.close()
            database.close()


def _register(town: Town) -> None:
    """The homeserver learns who is who, the account of a mailbox among the assistants."""
    name = town.server.server_name
    allowed = {
        f"@{one}:{name}": Allowed(Kind(kind.value), shown)
        for one, (kind, shown, _) in PEOPLE.items()
    }
    allowed[f"@{_BOX}:{name}"] = Allowed(Kind.BOT, "Boîte")
    town.server.process.layout.accounts.write_text(render_registry(allowed))


def _seats(running: SendingTown) -> Mailboxes:
    """Alice's mailbox has rooms; that of Ida is served by nobody here."""
    personal = MailboxKind.PERSONAL
    alice, ida = running.user("alice"), running.user("ida")
    return Mailboxes(
        (
            MailboxSeat(BOX_ALICE, running.user(_BOX), "Dr Alice FICTIF", (alice,), personal),
            MailboxSeat(BOX_IDA, "@box-ida:x", "Ida SOIGNE", (ida,), personal),
        )
    )


async def _serve_bots(
    running: SendingTown, seats: Mailboxes, shelf: WhiteListShelf, worker: Worker
) -> asyncio.Task[None]:
    town, units = running.town, running.units
    office = Office(seats, shelf, Environment.TEST)

    def open_counter(house: House, window: Window) -> Counter:
        return Counter(house, office, window, units, worker)

    bots = {
        "liaison": LiaisonBot(House(town.liaison), Environment.TEST, open_counter),
        _BOX: MailboxBot(
            BoxHouse(seats.seats[0], town.liaison, shelf, environment=Environment.TEST)
        ),
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
    task = asyncio.create_task(service.run())
    async with asyncio.timeout(_PATIENCE):
        await service.ready()
    with units.unit("rooms") as work:
        wake_to_open(work, running.user(_BOX))
    return task


def _fill(running: SendingTown) -> None:
    """The directory, and the numbers of those who have an account."""
    with running.units.unit("directory") as work:
        accounts = load_accounts(work.connection)
        territory.fill_directory(work)
        for account in accounts:
            rpps = _RPPS.get(account.user_id[1:].partition(":")[0])
            save_account(work.connection, replace(account, rpps=rpps))
