"""A whole mail operator in this process: a newcomer needs no mail server to see the bridge work."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bridges.mssante.embedded.authority import KeyPair, LocalAuthority
from bridges.mssante.embedded.imap_server import ImapServer, LocalMailbox
from bridges.mssante.embedded.smtp_server import MailDomain, SmtpServer

_SIZE_LIMIT = 25_000_000


@dataclass
class PostOffice:
    """A running operator: its ports, and its mailboxes that a test or a story may fill."""

    imap_port: int
    smtp_port: int
    imap: ImapServer
    smtp: SmtpServer
    domain: MailDomain
    tokens: dict[str, str] = field(default_factory=dict)

    async def deliver(self, address: str, source: bytes) -> None:
        """A mail arrives from elsewhere."""
        await self.imap.deliver(address, source)


@asynccontextmanager
async def running_post_office(
    authority: LocalAuthority,
    pair: KeyPair,
    mailboxes: list[LocalMailbox],
    *,
    imap_port: int = 0,
    smtp_port: int = 0,
    size_limit: int = _SIZE_LIMIT,
    is_lenient: bool = False,
) -> AsyncIterator[PostOffice]:
    """An operator on loopback during the block; mails live in memory, and go with it.

    A lenient one also serves in clear, and takes mail from whoever says anything: no real one does.
    """
    tls = _server_context(authority, pair)
    tokens: dict[str, str] = {}
    imap = ImapServer(mailboxes, tokens, tls, is_lenient=is_lenient)
    domain = MailDomain(
        passwords={one.address: one.password for one in mailboxes},
        tokens=tokens,
        domains=frozenset(one.address.partition("@")[2] for one in mailboxes),
        size_limit=size_limit,
        has=imap.has,
        deliver=imap.deliver,
        is_lenient=is_lenient,
    )
    smtp = SmtpServer(domain, tls)
    try:
        imap_port = await imap.start(imap_port)
        smtp_port = await smtp.start(smtp_port)
        yield PostOffice(imap_port, smtp_port, imap, smtp, domain, tokens)
    finally:
        await smtp.stop()
        await imap.stop()


def _server_context(authority: LocalAuthority, pair: KeyPair) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(authority.file))
    context.load_cert_chain(pair.certificate, pair.key)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_OPTIONAL
    return context
