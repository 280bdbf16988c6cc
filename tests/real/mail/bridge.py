"""The bridge as tests run it: on an operator, with a reader and a watcher that write down all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from bridges.mssante import tables
from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.embedded.signed_list import SIGNER, sign_white_list
from bridges.mssante.inbox import count_waiting
from bridges.mssante.pace import Pace
from bridges.mssante.service import MailService, MailSurroundings
from care.mail import tables as mail_tables
from care.mail.headers import header_values
from care.mail.model import DeliveryChange, ExpiryWarning, IncomingMail, MailboxChange
from care.mail.ports import MailReader, Watcher
from care.mail.queue import MEGABYTE, OutgoingMail, load_outgoing, queue_mail
from care.runtime import tables as runtime_tables
from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.errors import Refusal
from care.runtime.mail_settings import Mailbox, MailboxAuth, MailboxKind, WhiteListSource
from care.runtime.sealing import KeyRing
from care.runtime.secrets import write_secret
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker
from tests.real.mail.operators import MAILBOXES, PRACTICE, Operator

#: The proof that a mail was taken may be long on its way, on a busy machine whose servers die.
QUICK = Pace(patience=20, idle=5, poll=0.2, look=0.05, doubt=timedelta(seconds=45), slowest_pause=1)
_NOTES = MetaData()
NOTES = Table(
    "test_notes",
    _NOTES,
    Column("number", Integer, primary_key=True),
    Column("kind", String),
    Column("what", String),
    Column("more", String),
)


class Notary:
    """Reads mail and watches: what it hears is in the database, in the same unit of work."""

    def handle(self, work: UnitOfWork, mail: IncomingMail) -> None:
        subject = (header_values(mail.source, "subject") or [""])[0]
        if subject.startswith("refuse"):
            raise Refusal("mail-refused-by-test")
        if subject.startswith("break"):
            raise ZeroDivisionError
        self._note(work, "mail", subject, mail.sender)

    def put_aside(self, work: UnitOfWork, mail: IncomingMail, reason: str) -> None:
        subject = (header_values(mail.source, "subject") or [""])[0]
        self._note(work, "aside", subject, reason)

    def delivery_changed(self, work: UnitOfWork, change: DeliveryChange) -> None:
        self._note(work, "delivery", f"{change.message_id} {change.recipient}", change.state)

    def mailbox_changed(self, work: UnitOfWork, change: MailboxChange) -> None:
        self._note(work, "mailbox", change.way, change.trouble or "well")

    def expiry_is_near(self, work: UnitOfWork, warning: ExpiryWarning) -> None:
        self._note(work, "expiry", warning.what, str(warning.days))

    def _note(self, work: UnitOfWork, kind: str, what: str, more: str) -> None:
        work.connection.execute(insert(NOTES).values(kind=kind, what=what, more=more))


class Tokens:
    """Who is logged in."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    async def token(self, address: str) -> str | None:
        return self.known.get(address)


@dataclass
class Bridge:
    """A bridge for `mailbox`, its database and its papers; `service` runs while asked to."""

    operator: Operator
    folder: Path
    database: Database
    units: Units
    service: MailService
    tokens: Tokens
    mailbox: LocalMailbox

    def notes(self, kind: str) -> list[tuple[str, str]]:
        """What was noted of this kind, in order."""
        with self.database.begin() as connection:
            rows = connection.execute(
                select(NOTES.c.what, NOTES.c.more)
                .where(NOTES.c.kind == kind)
                .order_by(NOTES.c.number)
            )
            return [(row.what, row.more) for row in rows]

    def send(
        self, cause: str, recipients: list[str], source: bytes, limit: int = 10 * MEGABYTE
    ) -> str:
        """Queue a mail, as a workflow does."""
        with self.units.unit(cause) as work:
            return queue_mail(
                work,
                self.mailbox.address,
                recipients,
                source,
                limit=limit,
                trusted=self.service.shelf,
            )

    def outgoing(self, message_id: str) -> OutgoingMail:
        """Where a mail is."""
        with self.database.begin() as connection:
            found = load_outgoing(connection, self.units.keys, self.mailbox.address, message_id)
        assert found is not None
        return found

    def states(self, message_id: str) -> dict[str, str]:
        """Each recipient's state."""
        return {one.address: one.state.value for one in self.outgoing(message_id).recipients}

    def unread(self) -> int:
        """How many mails are taken in, and not handled."""
        with self.database.begin() as connection:
            return count_waiting(connection, self.mailbox.address)

    def sending(self) -> str:
        """What was said last of how the mailbox sends."""
        return [more for way, more in self.notes("mailbox") if way == "sending"][-1]


def open_bridge(
    operator: Operator,
    folder: Path,
    *,
    auth: MailboxAuth = MailboxAuth.PASSWORD,
    mailbox: LocalMailbox = PRACTICE,
    pace: Pace = QUICK,
    domains: list[str] | None = None,
    file: str = "bridge.db",
    reader: MailReader | None = None,
    watchers: tuple[Watcher, ...] = (),
) -> Bridge:
    """A bridge that does not run yet; its papers and database are kept in `folder`."""
    papers = operator.papers
    if not (folder / "list.xml").exists():
        now = datetime.now(UTC)
        known = domains or [one.address.partition("@")[2] for one in MAILBOXES]
        entries = [(domain, "CN=operateur fictif") for domain in known]
        signer = papers.authority.signer(SIGNER)
        (folder / "list.xml").write_bytes(sign_white_list(entries, signer, now))
        write_secret(folder / "password", mailbox.password)
    settings = Mailbox(
        address=mailbox.address,
        kind=MailboxKind.ORGANISATION,
        auth=auth,
        imap_host="127.0.0.1",
        imap_port=operator.imap_port,
        smtp_host="127.0.0.1",
        smtp_port=operator.smtp_port,
        ca_file=papers.authority.file,
        certificate_file=papers.client.certificate if auth is MailboxAuth.CERTIFICATE else None,
        key_file=papers.client.key if auth is MailboxAuth.CERTIFICATE else None,
        password_file=Path("password"),
    )
    source = WhiteListSource(
        file=Path("list.xml"), anchors_file=papers.authority.file, signer=SIGNER
    )
    database = Database(sqlite_url(folder / file))
    create_tables(database)
    units = Units(database, KeyRing({1: bytes(range(32))}), SystemClock())
    notary, tokens = Notary(), Tokens()
    around = MailSurroundings(
        folder=folder,
        state=folder / "state",
        units=units,
        worker=Worker(database),
        reader=reader or notary,
        watchers=(notary, *watchers),
        tokens=tokens,
        pace=pace,
    )
    service = MailService((settings,), source, around)
    return Bridge(operator, folder, database, units, service, tokens, mailbox)


def create_tables(database: Database) -> None:
    """The tables that the bridge and its tests write to."""
    modules = (tables, mail_tables)
    own = [one for module in modules for one in vars(module).values() if isinstance(one, Table)]
    METADATA.create_all(
        database.engine, tables=[*own, runtime_tables.OUTBOX, runtime_tables.TIMERS]
    )
    _NOTES.create_all(database.engine)


@asynccontextmanager
async def running(bridge: Bridge) -> AsyncIterator[Bridge]:
    """The bridge runs during the block."""
    task = asyncio.create_task(bridge.service.run())
    try:
        yield bridge
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        bridge.database.close()


async def eventually(is_so: Callable[[], bool], seconds: float = 90) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be"
        await asyncio.sleep(0.05)


def letter(
    subject: str,
    *,
    sender: str = "labo@biologie.mssante.example",
    to: str = PRACTICE.address,
    message_id: str | None = None,
    body: str = "Bonjour,\r\n",
    headers: str = "",
) -> bytes:
    """A plain mail of invented people."""
    name = message_id or f"<{subject.replace(' ', '.')}@{sender.partition('@')[2]}>"
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: {name}\r\n"
        f"Date: Fri, 20 Nov 2026 09:12:00 +0100\r\n{headers}MIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    ).encode()
