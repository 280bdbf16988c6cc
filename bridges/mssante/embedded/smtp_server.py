"""Submission to mailboxes in memory: aiosmtpd, with delivery notices (RFC 3461)."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session, syntax

from bridges.mssante.embedded.imap_server import certificate_addresses
from bridges.mssante.embedded.notice import delivery_notice

_MISSING = object()
# So aiosmtpd reads an empty return path.
_NOBODY = "<>"
# aiosmtpd warns at each login of a name that it deprecated and uses itself.
logging.getLogger("mail.log").setLevel(logging.ERROR)


@dataclass
class MailDomain:
    """What the server knows: whose passwords and tokens, which domains, how to deliver.

    `refuse_later` and `refuse_mail` make it refuse recipients for now, or a whole mail. A lenient
    server asks neither for TLS nor for a login, and believes whoever says who they are.
    """

    passwords: dict[str, str]
    tokens: dict[str, str]
    domains: frozenset[str]
    size_limit: int
    has: Callable[[str], bool]
    deliver: Callable[[str, bytes], Awaitable[None]]
    refuse_later: set[str] = field(default_factory=set)
    refuse_mail: Callable[[str, bytes], Awaitable[str | None]] | None = None
    is_lenient: bool = False


class _Submission(SMTP):
    """aiosmtpd refuses the parameters of RFC 3461 before any hook: they are taken off first."""

    @syntax("MAIL FROM: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        rest, wanted = _take_parameters(arg, {"RET", "ENVID"})
        self.session.dsn_mail = wanted  # type: ignore[union-attr]
        self.session.dsn_recipients = {}  # type: ignore[union-attr]
        await super().smtp_MAIL(rest)

    @syntax("RCPT TO: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        rest, wanted = _take_parameters(arg, {"NOTIFY", "ORCPT"})
        before = len(self.envelope.rcpt_tos)  # type: ignore[union-attr]
        await super().smtp_RCPT(rest)
        accepted = self.envelope.rcpt_tos  # type: ignore[union-attr]
        if len(accepted) > before:
            self.session.dsn_recipients[accepted[-1]] = wanted  # type: ignore[union-attr]


class _Handler:
    def __init__(self, domain: MailDomain) -> None:
        self._domain = domain

    def authenticate(
        self, _server: SMTP, session: Session, _envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        if mechanism in {"PLAIN", "LOGIN"} and isinstance(data, LoginPassword):
            address = data.login.decode(errors="replace").lower()
            if self._domain.passwords.get(address, _MISSING) == data.password.decode():
                session.address = address  # type: ignore[attr-defined]
                return AuthResult(success=True)
        return AuthResult(success=False, handled=False)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        try:
            said = base64.b64decode(args[1]) if len(args) > 1 else b""
        except binascii.Error:
            said = b""
        user, _, rest = said.partition(b"\x01")
        address = user.removeprefix(b"user=").decode(errors="replace")
        token = rest.removeprefix(b"auth=Bearer ").rstrip(b"\x01").decode(errors="replace")
        return self._decide(server, address, address == self._domain.tokens.get(token))

    async def auth_EXTERNAL(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        try:
            asked = base64.b64decode(args[1]).decode() if len(args) > 1 and args[1] != "=" else ""
        except ValueError:
            asked = ""
        transport = server.transport
        certificate = transport.get_extra_info("peercert") if transport else None
        known = certificate_addresses(certificate)
        address = asked or (known[0] if known else "")
        return self._decide(server, address, address in known)

    def _decide(self, server: SMTP, address: str, right: bool) -> AuthResult:
        if not (right and self._domain.has(address)):
            return AuthResult(success=False, handled=False)
        server.session.address = address  # type: ignore[union-attr]
        return AuthResult(success=True, auth_data=address)

    async def handle_EHLO(  # noqa: N802
        self,
        _server: SMTP,
        session: Session,
        _envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-DSN", "250-ENHANCEDSTATUSCODES", responses[-1]]

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        # An empty return path is anybody's: receipts have none other (RFC 8098 §3).
        own = address == _NOBODY or address.lower() == getattr(session, "address", "")
        if not (own or self._domain.is_lenient):
            return "553 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        plain = address.lower()
        if plain in self._domain.refuse_later:
            return "450 4.2.0 Mailbox busy"
        if plain.partition("@")[2] not in self._domain.domains:
            return "550 5.1.2 Domain outside the white list"
        if not self._domain.has(plain):
            return "550 5.1.1 Mailbox does not exist"
        envelope.rcpt_tos.append(plain)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        source = envelope.original_content or b""
        wanted: dict[str, dict[str, str]] = getattr(session, "dsn_recipients", {})
        token = getattr(session, "dsn_mail", {}).get("ENVID", "")
        if self._domain.refuse_mail is not None:
            refusal = await self._domain.refuse_mail(envelope.mail_from or "", source)
            if refusal is not None:
                return refusal
        for address in envelope.rcpt_tos:
            await self._domain.deliver(address, source)
        sender = envelope.mail_from or _NOBODY
        for address in envelope.rcpt_tos if self._domain.has(sender) else ():
            if "SUCCESS" in wanted.get(address, {}).get("NOTIFY", "").upper():
                notice = delivery_notice(sender, address, token, source)
                await self._domain.deliver(sender, notice)
        return "250 2.0.0 OK"


def _take_parameters(arg: str | None, names: set[str]) -> tuple[str, dict[str, str]]:
    head, closing, tail = (arg or "").partition(">")
    kept, taken = [], {}
    for word in tail.split():
        name, _, value = word.partition("=")
        if name.upper() in names:
            taken[name.upper()] = value
        else:
            kept.append(f" {word}")
    return head + closing + "".join(kept), taken


class SmtpServer:
    """Submission on loopback, STARTTLS and login required."""

    def __init__(self, domain: MailDomain, tls: ssl.SSLContext) -> None:
        self._domain = domain
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._open: set[SMTP] = set()

    async def start(self, port: int) -> int:
        """Listen on `port` (0: any free one); returns it."""
        loop = asyncio.get_running_loop()
        handler = _Handler(self._domain)

        is_strict = not self._domain.is_lenient

        def serve() -> SMTP:
            connection = _Submission(
                handler,
                hostname="mx.mssante.example",
                tls_context=self._tls,
                require_starttls=is_strict,
                auth_required=is_strict,
                auth_require_tls=is_strict,
                authenticator=handler.authenticate,
                data_size_limit=self._domain.size_limit,
                loop=loop,
            )
            self._open.add(connection)
            return connection

        self._server = await loop.create_server(serve, "127.0.0.1", port)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Hang up on everybody."""
        if self._server is not None:
            self._server.close()
        for connection in self._open:
            transport = connection.transport
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
        self._open.clear()
