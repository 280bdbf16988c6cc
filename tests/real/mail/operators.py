"""Two mail operators that answer the same questions: the embedded one, and Dovecot with Postfix."""

from __future__ import annotations

import asyncio
import imaplib
import re
import shutil
import smtplib
import ssl
import tempfile
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from aiohttp import web

from bridges.mssante.embedded.authority import KeyPair, LocalAuthority
from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.embedded.post_office import PostOffice, running_post_office
from tests.real.mail.dovecot import Dovecot
from tests.real.mail.postfix import Postfix

PRACTICE = LocalMailbox("cabinet@cpts.mssante.example", "motdepasse-du-cabinet")
LABORATORY = LocalMailbox("labo@biologie.mssante.example", "motdepasse-du-labo")
HOSPITAL = LocalMailbox("urgences@ch.mssante.example", "motdepasse-des-urgences")
MAILBOXES = [PRACTICE, LABORATORY, HOSPITAL]


class Papers:
    """The certificates of a test, made on the spot."""

    def __init__(self, folder: Path) -> None:
        now = datetime.now(UTC)
        self.authority = LocalAuthority(folder / "authority", now)
        self.rogue = LocalAuthority(folder / "rogue", now, "Autorite ETRANGERE")
        self.server = self.authority.server()
        self.client: KeyPair = self.authority.client(PRACTICE.address)
        self.stranger: KeyPair = self.rogue.client(PRACTICE.address)


class Operator(Protocol):
    """An operator as tests see it; its mailboxes are `MAILBOXES`."""

    papers: Papers
    imap_port: int
    smtp_port: int

    async def deliver(self, address: str, source: bytes) -> None:
        """A mail arrives from elsewhere."""
        ...

    def submit_now(
        self, sender: LocalMailbox, to: list[str], source: bytes, return_path: str | None = None
    ) -> None:
        """Somebody logs in to their own operator, and hands it a mail. Raises what smtplib does."""
        ...

    def give_token(self, token: str, address: str) -> None:
        """An access token is good for a mailbox."""
        ...

    def take_token(self, token: str) -> None:
        """It is good no more."""
        ...

    async def refuse_later(self, addresses: set[str]) -> None:
        """Answer « later » for these recipients."""
        ...


class EmbeddedOperator:
    """In this process."""

    def __init__(self, papers: Papers, office: PostOffice) -> None:
        self.papers = papers
        self._office = office
        self.imap_port = office.imap_port
        self.smtp_port = office.smtp_port

    async def deliver(self, address: str, source: bytes) -> None:
        await self._office.deliver(address, source)

    def submit_now(
        self, sender: LocalMailbox, to: list[str], source: bytes, return_path: str | None = None
    ) -> None:
        _submit(self, self.smtp_port, sender, to, source, return_path)

    def give_token(self, token: str, address: str) -> None:
        self._office.domain.tokens[token] = address

    def take_token(self, token: str) -> None:
        self._office.domain.tokens.pop(token, None)

    async def refuse_later(self, addresses: set[str]) -> None:
        self._office.domain.refuse_later = addresses


class RealOperator:
    """Dovecot and Postfix; `abroad` is the Postfix of another operator, whose mailboxes are
    `theirs`.
    """

    def __init__(
        self,
        papers: Papers,
        dovecot: Dovecot,
        postfix: Postfix,
        tokens: dict[str, str],
        abroad: Postfix | None = None,
        theirs: Collection[str] = (),
    ) -> None:
        self.papers = papers
        self.abroad = abroad
        self._theirs = theirs
        self.dovecot = dovecot
        self.postfix = postfix
        self._tokens = tokens
        self.imap_port = dovecot.ports.imap
        self.smtp_port = postfix.port

    async def deliver(self, address: str, source: bytes) -> None:
        await asyncio.to_thread(self.deliver_now, address, source)

    def deliver_now(self, address: str, source: bytes) -> None:
        """Hand a mail to the mailbox, as another operator's server would."""
        with smtplib.LMTP("127.0.0.1", self.dovecot.ports.lmtp) as lmtp:
            lmtp.sendmail("ailleurs@biologie.mssante.example", [address], source)

    def submit_now(
        self, sender: LocalMailbox, to: list[str], source: bytes, return_path: str | None = None
    ) -> None:
        is_abroad = self.abroad is not None and sender.address in self._theirs
        port = self.abroad.port if self.abroad and is_abroad else self.smtp_port
        _submit(self, port, sender, to, source, return_path)

    def give_token(self, token: str, address: str) -> None:
        self._tokens[token] = address

    def take_token(self, token: str) -> None:
        self._tokens.pop(token, None)

    async def refuse_later(self, addresses: set[str]) -> None:
        await asyncio.to_thread(self.postfix.refuse_later, addresses)


@asynccontextmanager
async def embedded_operator(
    folder: Path, mailboxes: list[LocalMailbox] = MAILBOXES
) -> AsyncIterator[EmbeddedOperator]:
    """The embedded operator during the block."""
    papers = Papers(folder)
    async with running_post_office(papers.authority, papers.server, mailboxes) as office:
        yield EmbeddedOperator(papers, office)


@asynccontextmanager
async def real_operator(
    folder: Path, mailboxes: list[LocalMailbox] = MAILBOXES
) -> AsyncIterator[RealOperator]:
    """Dovecot and Postfix during the block, in a short folder that their users can reach."""
    papers = Papers(folder)
    async with _dovecot(papers, mailboxes) as (home, dovecot, tokens):
        postfix = Postfix(
            home / "p", papers.server, papers.authority.file, mailboxes, dovecot.ports
        )
        postfix.accept_certificate(papers.client.certificate)
        async with _delivering(postfix):
            yield RealOperator(papers, dovecot, postfix, tokens)


@asynccontextmanager
async def two_real_operators(
    folder: Path, ours: list[LocalMailbox], theirs: list[LocalMailbox], limits: tuple[int, int]
) -> AsyncIterator[RealOperator]:
    """Our operator, and another that exchanges mail with it: TLS, certificates on both sides.

    `limits`: the largest mail that ours takes, and theirs. One Dovecot keeps all the mailboxes.
    """
    papers = Papers(folder)
    pair = papers.authority.client("operateur@mssante.example", "operator")
    everybody = [*ours, *theirs]
    async with _dovecot(papers, everybody) as (home, dovecot, tokens):
        here, there = (
            Postfix(home / name, papers.server, papers.authority.file, everybody, dovecot.ports,
                    name=name, limit=limit)
            for name, limit in zip(("mx", "ailleurs"), limits, strict=True)
        )  # fmt: skip
        for one, other, boxes in ((here, there, theirs), (there, here, ours)):
            one.relay([box.address for box in boxes], other.port, pair)
            one.accept_certificate(pair.certificate)
        async with _delivering(here), _delivering(there):
            addresses = {one.address for one in theirs}
            yield RealOperator(papers, dovecot, here, tokens, there, addresses)


@asynccontextmanager
async def _dovecot(
    papers: Papers, mailboxes: list[LocalMailbox]
) -> AsyncIterator[tuple[Path, Dovecot, dict[str, str]]]:
    tokens: dict[str, str] = {}
    home = Path(tempfile.mkdtemp(prefix="cm-"))
    home.chmod(0o755)
    async with _introspection(tokens) as port:
        dovecot = Dovecot(home / "d", papers.server, papers.authority.file, mailboxes, port)
        try:
            await asyncio.to_thread(dovecot.start)
            yield home, dovecot, tokens
        finally:
            await asyncio.to_thread(dovecot.stop)
            shutil.rmtree(home, ignore_errors=True)


@asynccontextmanager
async def _delivering(postfix: Postfix) -> AsyncIterator[None]:
    try:
        await asyncio.to_thread(postfix.start)
        yield
    finally:
        await asyncio.to_thread(postfix.stop)


@asynccontextmanager
async def _introspection(tokens: dict[str, str]) -> AsyncIterator[int]:
    """What Dovecot asks about a token (RFC 7662)."""

    async def answer(request: web.Request) -> web.Response:
        address = tokens.get(str((await request.post()).get("token", "")))
        known = {"active": True, "email": address}
        return web.json_response(known if address else {"active": False})

    application = web.Application()
    application.router.add_post("/introspect", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = site._server
    assert server is not None
    try:
        yield int(server.sockets[0].getsockname()[1])  # type: ignore[attr-defined]
    finally:
        await runner.cleanup()


def _submit(
    operator: Operator,
    port: int,
    sender: LocalMailbox,
    to: list[str],
    source: bytes,
    return_path: str | None,
) -> None:
    context = ssl.create_default_context(cafile=str(operator.papers.authority.file))
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.starttls(context=context)
        smtp.login(sender.address, sender.password)
        smtp.sendmail(sender.address if return_path is None else return_path, to, source)


def look_into(operator: Operator, mailbox: LocalMailbox, folder: str = "INBOX") -> list[bytes]:
    """The mails in a folder, as an independent mail program sees them."""
    with _program(operator, mailbox) as imap:
        if imap.select(folder, readonly=True)[0] != "OK":
            return []
        return [
            bytes(part[1])
            for uid in _uids(imap)
            for part in imap.uid("FETCH", uid, "(BODY.PEEK[])")[1]
            if isinstance(part, tuple)
        ]


def flags_in(operator: Operator, mailbox: LocalMailbox) -> list[set[str]]:
    """The flags of each mail in the inbox."""
    with _program(operator, mailbox) as imap:
        imap.select("INBOX", readonly=True)
        lines = [imap.uid("FETCH", uid, "(FLAGS)")[1][0] for uid in _uids(imap)]
    found = [re.search(rb"FLAGS \(([^)]*)\)", bytes(line or b"")) for line in lines]  # type: ignore[arg-type]
    return [set(one[1].decode().split()) if one else set() for one in found]


def _uids(imap: imaplib.IMAP4) -> list[str]:
    """Not the numbers in the order: these change while the bridge puts mails elsewhere."""
    return [uid.decode() for uid in imap.uid("SEARCH", "ALL")[1][0].split()]


def _program(operator: Operator, mailbox: LocalMailbox) -> imaplib.IMAP4:
    imap = imaplib.IMAP4("127.0.0.1", operator.imap_port)
    context = ssl.create_default_context(cafile=str(operator.papers.authority.file))
    imap.starttls(context)
    imap.login(mailbox.address, mailbox.password)
    return imap
