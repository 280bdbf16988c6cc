"""A person's encrypted client in a few lines: for the demonstration's story, and for tests."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType

from care.matrix.disk import AccountFiles
from care.matrix.handling import Handler
from care.matrix.http import MatrixHttp, path
from care.matrix.model import IncomingMessage
from care.matrix.session import Session
from care.matrix.trust import Doubt
from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.outgoing import Address, Say
from care.runtime.sealing import load_key_ring
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker


class Mailbox(Handler):
    """A handler that only keeps what arrives."""

    hears_notices = True

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.messages: asyncio.Queue[IncomingMessage] = asyncio.Queue()

    async def prepare(self, message: IncomingMessage) -> None:
        return None

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> None:
        self._loop.call_soon_threadsafe(self.messages.put_nowait, message)

    def failed(self, work: UnitOfWork, message: IncomingMessage, incident: str) -> None:
        return None

    def unreadable(self, work: UnitOfWork, room: Address) -> None:
        return None

    def doubtful(self, work: UnitOfWork, room: Address, doubt: Doubt) -> None:
        return None


class PersonClient:
    """`user_id`'s client, keeping its files in `files`; logs in with the password found there."""

    def __init__(self, base_url: str, user_id: str, files: AccountFiles) -> None:
        self.user_id = user_id
        self._base_url = base_url
        self._files = files
        self._sent = 0

    async def __aenter__(self) -> PersonClient:
        self._files.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = Database(sqlite_url(self._files.state / "client.db"))
        METADATA.create_all(database.engine)
        keys = load_key_ring(self._files.secrets / "data_keys")
        self._worker = Worker(database)
        self._units = Units(database, keys, SystemClock())
        self._mailbox = self._open_mailbox(asyncio.get_running_loop())
        self.session = Session(
            self._base_url, self.user_id, self._files, self._units, self._worker, self._mailbox
        )
        self._task = asyncio.create_task(self.session.run())
        ready = asyncio.create_task(self.session.ready())
        await asyncio.wait([self._task, ready], return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            ready.cancel()
            self._task.result()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._worker.close()
        self._units.database.close()

    def _open_mailbox(self, loop: asyncio.AbstractEventLoop) -> Mailbox:
        return Mailbox(loop)

    @property
    def http(self) -> MatrixHttp:
        """The account's connection."""
        return self.session.http

    async def open_direct(self, *people: str) -> str:
        """A new conversation with `people`, encrypted; its room id."""
        body = {"preset": "trusted_private_chat", "is_direct": True, "invite": list(people)}
        body["initial_state"] = [
            {
                "type": "m.room.encryption",
                "state_key": "",
                "content": {"algorithm": "m.megolm.v1.aes-sha2"},
            }
        ]
        answer = await self.http.request("POST", path("createRoom"), body)
        return str(answer["room_id"])

    async def say(self, room_id: str, text: str) -> None:
        """Send `text`, encrypted."""
        await self._send(Say(Address(room_id), text))

    async def _send(self, say: Say) -> None:
        self._sent += 1
        cause = f"said|{self._sent}|{self._units.clock.now().isoformat()}"

        def queue() -> None:
            with self._units.unit(cause) as work:
                work.send(self.user_id, say)

        await self._worker.run(queue)

    async def wait_for(
        self, accept: Callable[[IncomingMessage], bool] | None = None, *, seconds: float = 90
    ) -> IncomingMessage:
        """The next message that `accept` takes. Raises TimeoutError after `seconds`."""
        async with asyncio.timeout(seconds):
            while True:
                message = await self._mailbox.messages.get()
                if accept is None or accept(message):
                    return message

    async def ask(self, room_id: str, text: str, *, seconds: float = 90) -> str:
        """Say `text` and return the next answer there."""
        await self.say(room_id, text)
        answer = await self.wait_for(lambda message: message.room_id == room_id, seconds=seconds)
        return answer.text
