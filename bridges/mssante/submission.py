"""Handing a mail to the operator (RFC 6409): who is accepted is known before anything is sent."""

from __future__ import annotations

import base64
import re
from collections.abc import Awaitable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import aiosmtplib

from bridges.mssante.imap.client import PATIENCE, Server
from bridges.mssante.sasl import Sasl
from bridges.mssante.tls import TlsFiles, check_not_revoked, client_context
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble

_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_LOGIN_CODES = frozenset({530, 534, 535, 538})
Result = TypeVar("Result")


class Verdict(StrEnum):
    """What a server's answer means for a mail."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer: its code, enhanced where it gave one (RFC 3463), never its words."""

    verdict: Verdict
    code: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom, to whom; `token` names this one attempt.

    With an empty sender nothing ever comes back: so leave receipts.
    """

    sender: str
    recipients: tuple[str, ...]
    size: int
    token: str


class Submission:
    """An authenticated connection to the operator's submission server."""

    def __init__(self, smtp: aiosmtplib.SMTP) -> None:
        self._smtp = smtp

    @classmethod
    async def open(
        cls, server: Server, files: TlsFiles, sasl: Sasl, *, patience: float = PATIENCE
    ) -> Submission:
        """Connect, secure, check, log in. Raises MailTrouble: never anything in clear."""
        smtp = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.implicit,
            start_tls=False,
            tls_context=client_context(files),
            timeout=patience,
            local_hostname="localhost",
        )
        try:
            await _accepted(smtp.connect())
            await _accepted(smtp.ehlo())
            if not server.implicit:
                if not smtp.supports_extension("starttls"):
                    raise MailTrouble(Trouble.SERVER_NOT_TRUSTED, "no TLS")
                await _accepted(smtp.starttls())
                await _accepted(smtp.ehlo())
            secured = smtp.get_transport_info("ssl_object")
            peer = secured.getpeercert(binary_form=True) if secured is not None else None
            check_not_revoked(files, peer)
            await _log_in(smtp, sasl)
        except BaseException:
            smtp.close()
            raise
        return cls(smtp)

    async def begin(self, envelope: Envelope, last: str) -> tuple[Reply, dict[str, Reply]]:
        """Name the sender, then each recipient, then `last` (our own mailbox, for the proof).

        Returns the answer for the sender, and for each recipient. Raises MailTrouble.
        """
        await _accepted(self._smtp.rset())
        dsn = self._smtp.supports_extension("dsn")
        options = [f"SIZE={envelope.size}"] if self._smtp.supports_extension("size") else []
        if dsn:
            options += ["RET=HDRS", f"ENVID={envelope.token}"]
        sender = await _answer(self._smtp.mail(envelope.sender, options=options))
        replies: dict[str, Reply] = {}
        if sender.verdict is Verdict.ACCEPTED:
            for address in dict.fromkeys((*envelope.recipients, last)):
                followed = envelope.sender and address in envelope.recipients
                wanted = "SUCCESS,FAILURE,DELAY" if followed else "NEVER"
                asked = [f"NOTIFY={wanted}", f"ORCPT=rfc822;{_xtext(address)}"] if dsn else []
                replies[address] = await _answer(self._smtp.rcpt(address, options=asked))
        return sender, replies

    async def send(self, source: bytes) -> Reply:
        """The mail itself. Raises MailTrouble: the server may have taken it."""
        return await _answer(self._smtp.data(source))

    async def end(self) -> None:
        """Say goodbye, or hang up."""
        try:
            await self._smtp.quit(timeout=2)
        except (aiosmtplib.SMTPException, OSError):
            self._smtp.close()

    def close(self) -> None:
        """Hang up."""
        self._smtp.close()


async def _log_in(smtp: aiosmtplib.SMTP, sasl: Sasl) -> None:
    offered = {method.upper() for method in smtp.server_auth_methods}
    if sasl.mechanism == "EXTERNAL" and "EXTERNAL" not in offered:
        return  # the certificate itself is the login (Postfix: permit_tls_clientcerts)
    if sasl.mechanism not in offered:
        raise MailTrouble(Trouble.LOGIN_REFUSED, f"no {sasl.mechanism}")
    encoded = base64.b64encode(sasl.response) or b"="
    answer = await _accepted(smtp.execute_command(b"AUTH", sasl.mechanism.encode(), encoded))
    if answer.code == 334:
        answer = await _accepted(smtp.execute_command(b""))
    if answer.code != 235:
        trouble = Trouble.UNREACHABLE if answer.code in {421, 454} else Trouble.LOGIN_REFUSED
        raise MailTrouble(trouble, str(answer.code))


async def _answer(work: Awaitable[aiosmtplib.SMTPResponse]) -> Reply:
    try:
        answer = await _translated(work)
        code, words = answer.code, answer.message
    except _Refused as refused:
        code, words = refused.code, refused.words
    if code in _LOGIN_CODES:
        raise MailTrouble(Trouble.LOGIN_REFUSED, str(code))
    if code == 421:
        raise MailTrouble(Trouble.UNREACHABLE, "421")
    found = _ENHANCED.search(words)
    shown = found[1] if found is not None and found[1][0] == str(code)[0] else str(code)
    if 200 <= code < 300:
        return Reply(Verdict.ACCEPTED, shown)
    return Reply(Verdict.LATER if 400 <= code < 500 else Verdict.REFUSED, shown)


async def _accepted(work: Awaitable[Result]) -> Result:
    """What the connection cannot go on without."""
    try:
        return await _translated(work)
    except _Refused as refused:
        passing = 400 <= refused.code < 500
        trouble = Trouble.UNREACHABLE if passing else Trouble.OPERATOR_FAULT
        raise MailTrouble(trouble, str(refused.code)) from None


class _Refused(Exception):
    def __init__(self, code: int, words: str) -> None:
        super().__init__(str(code))
        self.code = code
        self.words = words


async def _translated(work: Awaitable[Result]) -> Result:
    try:
        return await work
    except (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPTimeoutError) as error:
        raise _lost(error) from None
    except aiosmtplib.SMTPResponseException as refused:
        if refused.code < 0:
            raise MailTrouble(Trouble.OPERATOR_FAULT, "unreadable answer") from None
        raise _Refused(refused.code, refused.message) from None
    except (aiosmtplib.SMTPException, OSError) as error:
        raise _lost(error) from None


def _lost(error: BaseException) -> MailTrouble:
    seen: BaseException | None = error
    while seen is not None:
        if "CERTIFICATE_VERIFY_FAILED" in str(seen):
            return MailTrouble(Trouble.SERVER_NOT_TRUSTED, "certificate")
        seen = seen.__cause__ or seen.__context__
    return MailTrouble(Trouble.UNREACHABLE, type(error).__name__)


def _xtext(address: str) -> str:
    """RFC 3461 §4."""
    return "".join(
        char if "!" <= char <= "~" and char not in "+=" else f"+{ord(char):02X}" for char in address
    )
