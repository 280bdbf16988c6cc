"""Mailboxes in memory, read over IMAP: pymap, opened by password, token or client certificate."""

from __future__ import annotations

import argparse
import asyncio
import ssl
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from proxyprotocol.sock import SocketInfoLocal
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.context import socket_info
from pymap.exceptions import AuthorizationFailure, InvalidAuth
from pymap.imap import IMAPServer
from pymap.interfaces.login import IdentityInterface
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import ObjectId
from pymap.parsing.specials.flag import Flag, Wildcard
from pymap.user import UserMetadata
from pysasl import SASLAuth
from pysasl.creds.external import ExternalCredentials
from pysasl.creds.server import ServerCredentials
from pysasl.hashing import Cleartext
from pysasl.mechanism.external import ExternalMechanism
from pysasl.mechanism.oauth import OAuth2Mechanism
from pysasl.mechanism.plain import PlainMechanism

from bridges.mssante.embedded.content import keep_whatever_comes

_LONGEST = 40_000_000


@dataclass(frozen=True, slots=True)
class LocalMailbox:
    """A mailbox and what opens it."""

    address: str
    password: str


class _Mailbox(MailboxData):
    """A folder that keeps keywords: pymap says yes to them and forgets them otherwise."""

    @property
    def permanent_flags(self) -> frozenset[Flag]:
        return super().permanent_flags | {Wildcard}


class _Folders(MailboxSet):
    def __init__(self) -> None:
        super().__init__()
        self._inbox = _Mailbox(self._content_cache, self._thread_cache)

    async def add_mailbox(self, name: str) -> ObjectId:
        if name in self._set:
            raise ValueError(name)
        async with self._set_lock.write_lock():
            self._set[name] = made = _Mailbox(self._content_cache, self._thread_cache)
            return made.mailbox_id


class _Config(Config):
    @property
    def tls_auth(self) -> SASLAuth:
        return SASLAuth([PlainMechanism(), OAuth2Mechanism(), ExternalMechanism()])

    is_lenient = False

    @property
    def initial_auth(self) -> SASLAuth:
        return SASLAuth([PlainMechanism()] if self.is_lenient else [])


class _Login(Login):
    def __init__(self, config: Config, tokens: dict[str, str]) -> None:
        super().__init__(config)
        self._addresses = tokens

    async def authenticate(self, credentials: ServerCredentials) -> Identity:
        if not isinstance(credentials, ExternalCredentials):
            return await super().authenticate(credentials)
        asked = credentials.authzid
        token = credentials._token
        if token is not None:
            known = [self._addresses[token]] if token in self._addresses else []
        else:
            known = certificate_addresses(socket_info.get().peercert)
        address = asked or (known[0] if known else "")
        if address not in known or address not in self.users_dict:
            raise InvalidAuth()
        return Identity(address, self, None, frozenset())

    async def authorize(self, authenticated: IdentityInterface, authzid: str) -> Identity:
        if authzid not in {"", authenticated.name}:
            raise AuthorizationFailure()
        return Identity(authenticated.name, self, None, authenticated.roles)


def certificate_addresses(certificate: Any) -> list[str]:
    """The mailboxes that a client certificate (as `ssl` describes it) opens."""
    alternatives = (certificate or {}).get("subjectAltName", ())
    return [str(value) for kind, value in alternatives if kind == "email"]


class ImapServer:
    """Serves `mailboxes` on loopback; `tokens` says whose mailbox an access token opens."""

    def __init__(
        self,
        mailboxes: list[LocalMailbox],
        tokens: dict[str, str],
        tls: ssl.SSLContext,
        *,
        is_lenient: bool = False,
    ) -> None:
        self._mailboxes = mailboxes
        keep_whatever_comes()
        # pymap reads its settings from a command line.
        given = argparse.Namespace(
            **dict.fromkeys(("passlib_cfg", "inherited_sockets", "cert", "key")),
            proxy_protocol=None,
            host="127.0.0.1",
            port=0,
            debug=False,
            tls=True,
            demo_data=False,
            demo_user="",
            demo_password="",
        )
        self._config = _Config.from_args(
            given,
            ssl_context=tls,
            hash_context=Cleartext(),
            invalid_user_sleep=0.01,
            max_append_len=_LONGEST,
            reject_dnsbl=False,
        )
        self._config.is_lenient = is_lenient
        self._login = _Login(self._config, tokens)
        self._backend = DictBackend(self._login, self._config)
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._stack = AsyncExitStack()

    async def start(self, port: int) -> int:
        """Listen on `port` (0: any free one); returns it."""
        self._config.apply_context()
        await self._backend.start(self._stack)
        for mailbox in self._mailboxes:
            if self.has(mailbox.address):
                continue
            user = UserMetadata(self._config, mailbox.address, password=mailbox.password)
            await self._identity(mailbox.address).set(user)
            self._config.set_cache[mailbox.address] = (_Folders(), FilterSet())
        serve = IMAPServer(self._login, self._config)

        async def tracked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._writers.add(writer)
            try:
                await serve(reader, writer, SocketInfoLocal(writer))
            finally:
                self._writers.discard(writer)
                writer.close()

        self._server = await asyncio.start_server(tracked, "127.0.0.1", port)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Hang up on everybody; what was in the mailboxes stays until the object goes."""
        if self._server is not None:
            self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        await self._stack.aclose()

    def has(self, address: str) -> bool:
        """Whether there is such a mailbox."""
        return address in self._login.users_dict

    async def deliver(
        self, address: str, source: bytes, *, seen: bool = False, at: datetime | None = None
    ) -> None:
        """Put a mail into the mailbox `address`; those who wait there are told."""
        flags = frozenset({Flag(rb"\Seen")}) if seen else frozenset()
        message = AppendMessage(source, at or datetime.now(UTC), flags)
        async with self._identity(address).new_session() as session:
            await session.append_messages("INBOX", [message])

    def _identity(self, address: str) -> Identity:
        return Identity(address, self._login, None, frozenset())
