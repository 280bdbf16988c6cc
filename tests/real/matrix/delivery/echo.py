"""A bot that answers each message once, and keeps count of how often it was asked to."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, text

from care.matrix.model import IncomingMessage
from care.runtime.errors import TemporaryFailure
from care.runtime.outgoing import Address, OpenRoom, Outgoing, Say
from care.runtime.units import UnitOfWork

PREFIX = "écho "
GO = "go"
EFFECTS = "CREATE TABLE IF NOT EXISTS effects (event_id VARCHAR(255), body TEXT)"


class Breakdown(Exception):
    """A bug whose text quotes what somebody wrote."""


class EchoBot:
    """Repeats what it is told. `runs` gets a line per call: more of them than effects is allowed.

    `note …`: is noted without a word. `lent`: waits for the file `go`. `panne …`: is a bug.
    `combien`: how many were handled before it, as seen beforehand. `patience`: what it needs is
    away the first two times.
    `ouvre <clé> <personne>`: opens a conversation and steps back from it.
    """

    name = "echo"

    def __init__(self, account: str, runs: Path) -> None:
        self._account = account
        self._runs = runs
        self._seen: dict[str, int] = {}
        self._tries: Counter[str] = Counter()

    def looks_back(self, message: IncomingMessage) -> bool:
        return message.text == "combien"

    async def prepare(self, message: IncomingMessage) -> None:
        if self.looks_back(message):
            handled = self._runs.read_text(encoding="utf-8") if self._runs.exists() else ""
            self._seen[message.event_id] = len(handled.splitlines())
        if message.text == "patience":
            self._tries[message.event_id] += 1
            if self._tries[message.event_id] < 3:
                raise TemporaryFailure("away")
        while message.text == "lent" and not (self._runs.parent / GO).exists():
            await asyncio.sleep(0.05)

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        with self._runs.open("a", encoding="utf-8") as runs:
            runs.write(f"{message.event_id} {time.time():.3f}\n")
        _note(work.connection, message)
        if message.text.startswith("note "):
            return
        if message.text.startswith("panne"):
            raise Breakdown(message.text)
        if message.text.startswith("ouvre "):
            _, key, person = message.text.split(" ")
            yield OpenRoom(key, (person, message.sender.user_id), step_back=True)
            yield Say(Address(key=key), f"Bienvenue dans {key}")
        seen = self._seen.get(message.event_id)
        yield Say(Address(message.room_id), PREFIX + message.text + (f" {seen}" if seen else ""))


def _note(connection: Connection, message: IncomingMessage) -> None:
    statement = text("INSERT INTO effects VALUES (:event_id, :body)")
    connection.execute(statement, {"event_id": message.event_id, "body": ""})
