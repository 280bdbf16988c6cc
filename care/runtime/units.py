"""The unit of work: one transaction marks the input handled, changes, and queues the answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from care.runtime.clock import Clock
from care.runtime.database import Database
from care.runtime.outbox import queue
from care.runtime.outgoing import Outgoing
from care.runtime.sealing import KeyRing


@dataclass
class UnitOfWork:
    """What a workflow holds while it works. `cause` names the input: equal cause, equal effects."""

    connection: Connection
    keys: KeyRing
    now: datetime
    cause: str
    queued: list[str] = field(default_factory=list)

    def send(self, account: str, outgoing: Outgoing) -> str:
        """Queue `outgoing` to leave by `account`; returns its transaction id.

        The id is derived from the cause and the rank of the message within it: the same work done
        twice asks the server for the same event.
        """
        rank = len(self.queued)
        digest = hashlib.sha256(f"{account}|{self.cause}|{rank}".encode()).hexdigest()
        transaction_id = f"c{digest[:40]}"
        queue(self.connection, self.keys, account, transaction_id, outgoing, self.now)
        self.queued.append(transaction_id)
        return transaction_id


class Units:
    """Opens units of work, and tells who waits for it when one has queued something."""

    def __init__(self, database: Database, keys: KeyRing, clock: Clock) -> None:
        self.database = database
        self.keys = keys
        self.clock = clock
        self._listeners: list[Callable[[], None]] = []

    def on_queued(self, listener: Callable[[], None]) -> None:
        """Call `listener` (from any thread) after a unit that queued something has committed."""
        self._listeners.append(listener)

    @contextmanager
    def unit(self, cause: str) -> Iterator[UnitOfWork]:
        """One unit of work; commits when the block ends, undoes all of it when it raises."""
        with self.database.begin_in_turn() as connection:
            work = UnitOfWork(connection, self.keys, self.clock.now(), cause)
            yield work
        if work.queued:
            for listener in self._listeners:
                listener()
