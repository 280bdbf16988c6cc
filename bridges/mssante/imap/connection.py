"""One connection to an IMAP server: lines, literals, commands, each bounded in size and in time."""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
from collections.abc import AsyncIterator, Awaitable
from contextlib import suppress
from typing import TypeVar

from bridges.mssante.imap.parsing import Response
from bridges.mssante.sasl import Sasl
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble

_LITERAL = re.compile(rb"\{(\d{1,12})\+?\}\r?\n\Z")
_NEWS = re.compile(rb"\* \d+ EXISTS\b", re.IGNORECASE)
_LONGEST_LINE = 4_000_000
_PIECE = 65_536
_MOST_ANSWERS = 500_000
Result = TypeVar("Result")


class CommandRefused(Exception):
    """The server answered NO or BAD; the connection goes on."""

    def __init__(self, answer: Response) -> None:
        code = answer.code()
        super().__init__(code[0] if code else "refused")
        self.code = code[0] if code else ""


class LiteralTooLong(MailTrouble):
    """The server sends more than was asked for: the connection is of no more use."""

    def __init__(self, size: int) -> None:
        super().__init__(Trouble.OPERATOR_FAULT, "literal too long")
        self.size = size


class ImapConnection:
    """An open connection; `patience` is in seconds without any progress.

    `has_news`: the server said that something came, since this was last set to False.
    """

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        patience: float,
        longest: int,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._patience = patience
        self._longest = longest
        self._number = 0
        self.has_news = False

    @classmethod
    async def open(
        cls, host: str, port: int, tls: ssl.SSLContext | None, patience: float, longest: int
    ) -> ImapConnection:
        """Connect, with TLS at once when `tls` is given, and hear the greeting.

        `longest` bounds literals. Raises MailTrouble.
        """
        opening = asyncio.open_connection(
            host, port, ssl=tls, server_hostname=host if tls else None, limit=_LONGEST_LINE
        )
        reader, writer = await _patiently(opening, patience)
        connection = cls(reader, writer, patience, longest)
        try:
            greeting = await connection.read()
            if not greeting.starts("* OK", "* PREAUTH"):
                raise MailTrouble(Trouble.UNREACHABLE, "turned away")
        except BaseException:
            connection.close()
            raise
        return connection

    async def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Begin TLS on this connection (RFC 3501 §6.2.1). Raises MailTrouble."""
        await self.command("STARTTLS")
        # What came before TLS would be taken for what comes after (CVE-2011-0411).
        if getattr(self._reader, "_buffer", b""):
            raise MailTrouble(Trouble.SERVER_NOT_TRUSTED, "answers before TLS")
        await _patiently(self._writer.start_tls(context, server_hostname=host), self._patience)

    def peer_certificate(self) -> bytes | None:
        """The server's certificate, in DER."""
        secured: ssl.SSLObject | None = self._writer.get_extra_info("ssl_object")
        return None if secured is None else secured.getpeercert(binary_form=True)

    async def read(self, patience: float | None = None) -> Response:
        """The next answer, its literals included. Raises MailTrouble."""
        wait = self._patience if patience is None else patience
        parts: list[bytes] = []
        while True:
            line = await _patiently(self._reader.readline(), wait)
            if not line.endswith(b"\n"):
                raise MailTrouble(Trouble.UNREACHABLE, "closed")
            found = _LITERAL.search(line)
            if found is None:
                # Said in passing during any command (RFC 3501 §7.3.1), and not said again.
                self.has_news = self.has_news or _NEWS.match(line) is not None
                return Response((*parts, line.rstrip(b"\r\n")))
            size = int(found[1])
            if size > self._longest or len(parts) > 200:
                raise LiteralTooLong(size)
            parts += [line[: found.start()], await self._read_exactly(size)]

    async def _read_exactly(self, size: int) -> bytes:
        pieces = bytearray()
        while len(pieces) < size:
            piece = await _patiently(
                self._reader.read(min(_PIECE, size - len(pieces))), self._patience
            )
            if not piece:
                raise MailTrouble(Trouble.UNREACHABLE, "closed")
            pieces += piece
        return bytes(pieces)

    async def command(self, words: str, then: bytes | None = None) -> list[Response]:
        """Every answer to a command, the last being its OK. Raises CommandRefused, MailTrouble.

        `then` is what follows when the server asks for more.
        """
        return [answer async for answer in self.answers(words, then)]

    async def answers(self, words: str, then: bytes | None = None) -> AsyncIterator[Response]:
        """The answers to a command as they come; see `command`."""
        tag = await self._say(words)
        for _ in range(_MOST_ANSWERS):
            answer = await self.read()
            if answer.head.startswith(b"+"):
                # Whatever is asked next: an empty line ends a failed exchange (RFC 7628 §3.2.3).
                await self._write((then or b"") + b"\r\n")
                then = None
                continue
            if answer.starts("* BYE"):
                raise MailTrouble(Trouble.UNREACHABLE, "said goodbye")
            if not answer.head.startswith(tag):
                yield answer
                continue
            if not answer.head[len(tag) :].upper().startswith(b"OK"):
                raise CommandRefused(answer)
            yield answer
            return
        raise MailTrouble(Trouble.OPERATOR_FAULT, "too many answers")

    async def authenticate(self, sasl: Sasl, *, at_once: bool) -> None:
        """Open the mailbox; `at_once` where the server knows SASL-IR (RFC 4959)."""
        encoded = base64.b64encode(sasl.response)
        words = f"AUTHENTICATE {sasl.mechanism}"
        if at_once:
            await self.command(f"{words} {encoded.decode() or '='}")
        else:
            await self.command(words, encoded)

    async def begin_idle(self) -> bytes:
        """Ask to be told what comes (RFC 2177); returns the command's tag."""
        tag = await self._say("IDLE")
        while not (answer := await self.read()).head.startswith(b"+"):
            if answer.head.startswith(tag):
                raise CommandRefused(answer)
        return tag

    async def end_idle(self, tag: bytes) -> None:
        """Take the word back."""
        await self._write(b"DONE\r\n")
        while not (await self.read()).head.startswith(tag):
            pass

    def close(self) -> None:
        """Hang up, without ceremony."""
        with suppress(RuntimeError, OSError):
            self._writer.close()

    async def _say(self, words: str) -> bytes:
        self._number += 1
        tag = f"C{self._number}"
        await self._write(f"{tag} {words}\r\n".encode())
        return f"{tag} ".encode()

    async def _write(self, data: bytes) -> None:
        try:
            self._writer.write(data)
        except (OSError, RuntimeError) as error:
            raise MailTrouble(Trouble.UNREACHABLE, type(error).__name__) from None
        await _patiently(self._writer.drain(), self._patience)


async def _patiently(work: Awaitable[Result], patience: float) -> Result:
    try:
        async with asyncio.timeout(patience):
            return await work
    except ssl.SSLCertVerificationError as error:
        raise MailTrouble(Trouble.SERVER_NOT_TRUSTED, error.verify_message) from None
    except ssl.SSLError as error:
        raise MailTrouble(Trouble.UNREACHABLE, error.reason or "tls") from None
    except (OSError, EOFError, TimeoutError, ValueError, asyncio.LimitOverrunError) as error:
        raise MailTrouble(Trouble.UNREACHABLE, type(error).__name__) from None
