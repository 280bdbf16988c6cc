"""What the bridge asks of a mailbox over IMAP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from bridges.mssante.imap.connection import CommandRefused, ImapConnection
from bridges.mssante.imap.folders import choose_sent, parse_listing
from bridges.mssante.imap.parsing import (
    Listed,
    Response,
    Unreadable,
    fetched_items,
    parse_listed,
)
from bridges.mssante.sasl import Sasl
from bridges.mssante.tls import TlsFiles, check_not_revoked, client_context
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble

PATIENCE = 60.0
# RFC 2177 says 29 minutes; middle-boxes forget a silent connection after ten.
IDLE_SECONDS = 540.0


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server listens; `implicit` when TLS begins at once."""

    host: str
    port: int
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """A selected folder; `keywords` when it keeps words of our own."""

    uid_validity: int
    keywords: bool


class ImapClient:
    """An authenticated connection."""

    def __init__(self, connection: ImapConnection, capabilities: frozenset[str]) -> None:
        self._connection = connection
        self._capabilities = capabilities

    @classmethod
    async def open(
        cls,
        server: Server,
        files: TlsFiles,
        sasl: Sasl,
        *,
        longest: int,
        patience: float = PATIENCE,
    ) -> ImapClient:
        """Connect, secure, check, log in. Raises MailTrouble: never anything in clear."""
        context = client_context(files)
        connection = await ImapConnection.open(
            server.host, server.port, context if server.implicit else None, patience, longest
        )
        try:
            if not server.implicit:
                if "STARTTLS" not in await _capabilities(connection):
                    raise MailTrouble(Trouble.SERVER_NOT_TRUSTED, "no TLS")
                await connection.start_tls(context, server.host)
            check_not_revoked(files, connection.peer_certificate())
            known = await _capabilities(connection)
            await _log_in(connection, sasl, known)
            return cls(connection, await _capabilities(connection))
        except CommandRefused as refused:
            connection.close()
            raise MailTrouble(Trouble.OPERATOR_FAULT, refused.code) from None
        # Cancelled too: a connection half made is nobody's to close later.
        except BaseException:
            connection.close()
            raise

    @property
    def can_idle(self) -> bool:
        """Whether the server tells by itself what comes."""
        return "IDLE" in self._capabilities

    async def select(self, name: str) -> Folder:
        """Open a folder. Raises MailTrouble: without its UIDVALIDITY a UID means nothing."""
        try:
            answers = await self._connection.command(f"SELECT {_quote(name)}")
        except CommandRefused as refused:
            raise MailTrouble(Trouble.OPERATOR_FAULT, refused.code) from None
        self._connection.has_news = False
        codes = dict(code for answer in answers if (code := answer.code()) is not None)
        validity = codes.get("UIDVALIDITY", "")
        if not validity.isdigit():
            raise MailTrouble(Trouble.OPERATOR_FAULT, "no UIDVALIDITY")
        return Folder(int(validity), r"\*" in codes.get("PERMANENTFLAGS", ""))

    async def list_after(self, uid: int) -> list[Listed]:
        """The messages beyond `uid`, in order."""
        asked = f"UID FETCH {uid + 1}:* (UID FLAGS INTERNALDATE RFC822.SIZE)"
        found: dict[int, Listed] = {}
        self._connection.has_news = False
        async for answer in self._answers(asked):
            listed = _readable(answer)
            # A star is the last message even when it is before the range.
            if listed is not None and listed.uid > uid:
                found[listed.uid] = listed
        return [found[number] for number in sorted(found)]

    async def fetch(self, uid: int) -> bytes | None:
        """A message as it is; None when it is gone. Raises CommandRefused, LiteralTooLong."""
        return await self._fetch(uid, "BODY.PEEK[]", "BODY[]")

    async def fetch_head(self, uid: int) -> bytes | None:
        """The beginning of a message's header; None when it is gone. Raises as `fetch`."""
        return await self._fetch(uid, "BODY.PEEK[HEADER]<0.65536>", "BODY[HEADER]<0>")

    async def _fetch(self, uid: int, asked: str, given: str) -> bytes | None:
        body: bytes | None = None
        async for answer in self._connection.answers(f"UID FETCH {uid} (UID {asked})"):
            try:
                items = fetched_items(answer)
            except Unreadable:
                continue
            if items is not None and items.get("UID") == str(uid):
                value = items.get(given)
                body = value if isinstance(value, bytes) else body
        return body

    async def flag(self, uids: Iterable[int], flag: str) -> None:
        """Add a flag; messages that are gone do not matter."""
        await self._do(f"UID STORE {_set(uids)} +FLAGS.SILENT ({flag})")

    async def find_sent(self) -> str:
        """The folder of what was sent."""
        more = " RETURN (SPECIAL-USE)" if "SPECIAL-USE" in self._capabilities else ""
        answers = [answer async for answer in self._answers(f'LIST "" "*"{more}')]
        listings = [parse_listing(answer) for answer in answers]
        return choose_sent(one for one in listings if one is not None)

    async def move(self, uids: Iterable[int], folder: str) -> None:
        """Put messages into another folder, made when it is not there."""
        numbers = _set(uids)
        words = "UID MOVE" if "MOVE" in self._capabilities else "UID COPY"
        try:
            await self._do(f"{words} {numbers} {_quote(folder)}")
        except CommandRefused:
            await self._do(f"CREATE {_quote(folder)}")
            await self._do(f"{words} {numbers} {_quote(folder)}")
        if words == "UID COPY":
            await self._do(f"UID STORE {numbers} +FLAGS.SILENT (\\Deleted)")
            if "UIDPLUS" in self._capabilities:
                await self._do(f"UID EXPUNGE {numbers}")

    async def wait(self, seconds: float) -> None:
        """Wait until something comes, at most `seconds`."""
        if self._connection.has_news:
            return
        tag = await self._connection.begin_idle()
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        try:
            # A server may say that it is still there for ever.
            while not self._connection.has_news:
                answer = await self._connection.read(max(0.0, until - clock()))
                if answer.starts("* BYE"):
                    raise MailTrouble(Trouble.UNREACHABLE, "said goodbye")
        except MailTrouble as trouble:
            if trouble.why != "TimeoutError":
                raise
        await self._connection.end_idle(tag)

    async def check_alive(self) -> None:
        """Raises MailTrouble when nobody is there any more."""
        await self._do("NOOP")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    async def _do(self, words: str) -> None:
        await self._connection.command(words)

    async def _answers(self, words: str) -> AsyncIterator[Response]:
        try:
            async for answer in self._connection.answers(words):
                yield answer
        except CommandRefused as refused:
            raise MailTrouble(Trouble.OPERATOR_FAULT, refused.code) from None


async def _capabilities(connection: ImapConnection) -> frozenset[str]:
    answers = await connection.command("CAPABILITY")
    words = [answer.head.decode("latin-1").upper().split() for answer in answers]
    return frozenset(word for line in words if line[1:2] == ["CAPABILITY"] for word in line[2:])


async def _log_in(connection: ImapConnection, sasl: Sasl, known: frozenset[str]) -> None:
    if f"AUTH={sasl.mechanism}" not in known:
        raise MailTrouble(Trouble.LOGIN_REFUSED, f"no {sasl.mechanism}")
    try:
        await connection.authenticate(sasl, at_once="SASL-IR" in known)
    except CommandRefused as refused:
        if refused.code in {"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"}:  # RFC 5530
            raise MailTrouble(Trouble.UNREACHABLE, refused.code) from None
        raise MailTrouble(Trouble.LOGIN_REFUSED, refused.code) from None


def _readable(answer: Response) -> Listed | None:
    try:
        return parse_listed(answer)
    except Unreadable:
        return None


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _set(uids: Iterable[int]) -> str:
    return ",".join(str(uid) for uid in sorted(uids))
