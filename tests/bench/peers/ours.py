"""Our own bot process: the whole session (inbox, unit of work, outbox), with an echo behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from bots.engine.answering import Answering
from bots.engine.bot import Bot
from bots.engine.service import Post, Service
from care.matrix import metrics
from care.matrix.disk import AccountFiles
from care.matrix.model import IncomingMessage
from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.logs import setup_logs
from care.runtime.outgoing import Address, Outgoing, Say
from care.runtime.sealing import load_key_ring
from care.runtime.secrets import write_secret
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker
from tests.bench.peers.protocol import Facts, Tally, answer_to, serve


class EchoBot:
    """A bot like any other of the product; it repeats."""

    name = "echo"

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """The echo of `message`; nothing for load, which is counted."""
        self._tally.add(message.event_id, message.text)
        answer = answer_to(message.text)
        return [] if answer is None else [Say(Address(message.room_id), answer)]


class OurBot:
    """One account; its files and database are in `state`."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._account = ""
        self._units: Units | None = None
        self._worker: Worker | None = None
        self._serving: asyncio.Task[None] | None = None

    def make_bot(self, account: str, units: Units) -> Bot:
        """Whom the account answers with; other measures put another one there."""
        del account, units
        return EchoBot(self.tally)

    async def start(self, facts: Facts) -> Facts:
        """Serve the account as `bots` does in production, and return once it listens."""
        self.tally.start()
        files = _files(Path(facts["state"]), facts["password"])
        database = Database(sqlite_url(files.state / "service.db"))
        METADATA.create_all(database.engine)
        self._worker = Worker(database)
        self._units = Units(database, load_key_ring(files.secrets / "data_keys"), SystemClock())
        self._account = facts["user_id"]
        bot = self.make_bot(self._account, self._units)
        post = Post(self._account, files, Answering(self._account, bot))
        service = Service(facts["url"], [post], self._units, self._worker)
        self._serving = asyncio.create_task(service.run())
        ready = asyncio.create_task(service.ready())
        await asyncio.wait([self._serving, ready], return_when=asyncio.FIRST_COMPLETED)
        if self._serving.done():
            self._serving.result()
        return {}

    async def send(self, facts: Facts) -> None:
        """Queue a message as a unit of work does, and wait until the server took it."""
        assert self._units is not None and self._worker is not None
        units, say = self._units, Say(Address(facts["room"]), facts["text"])
        sent_before = _sent()

        def queue() -> None:
            with units.unit(f"bench|{facts['room']}|{facts['text']}") as work:
                work.send(self._account, say)

        await self._worker.run(queue)
        # The counter is read, not the database: our looking must not slow what we look at.
        while _sent() == sent_before:
            await asyncio.sleep(0.002)


def _sent() -> float:
    """How many messages the outbox has sent."""
    samples = [sample for family in metrics.SENT.collect() for sample in family.samples]
    return sum(sample.value for sample in samples if sample.name.endswith("_total"))


def _files(state: Path, password: str) -> AccountFiles:
    files = AccountFiles(secrets=state / "secrets", state=state / "state")
    for folder in (files.secrets, files.state):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not files.password.exists():
        write_secret(files.password, password)
    return files


def main() -> None:
    """Serve until standard input closes."""
    run(OurBot())


def run(bot: OurBot) -> None:
    """Serve `bot` until standard input closes."""
    setup_logs()
    asyncio.run(serve(start=bot.start, send=bot.send, progress=bot.tally.progress))


if __name__ == "__main__":
    main()
