"""The unit of work: one transaction marks the input handled, changes, and queues the answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from care.runtime.changes import note_change
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
    published: list[str] = field(default_factory=list)
    timed: list[str] = field(default_factory=list)

    def send(self, account: str, outgoing: Outgoing) -> str:
        """Queue `outgoing` to leave by `account`; returns its transaction id.

        The id is derived from the cause and the rank of the message within it: the same work done
        twice asks the server for the same event.
        """
        transaction_id = derive_transaction_id(account, self.cause, len(self.queued))
        queue(self.connection, self.keys, account, transaction_id, outgoing, self.now)
        self.queued.append(transaction_id)
        return transaction_id

    def publish(self, topic: str) -> None:
        """Once this unit has committed, tell the open pages that watch `topic` (an opaque name)."""
        note_change(self.connection, topic, self.now)
        self.published.append(topic)


def derive_transaction_id(account: str, cause: str, rank: int) -> str:
    """The id under which `account` sends its message number `rank` (from 0) caused by `cause`."""
    return f"c{hashlib.sha256(f'{account}|{cause}|{rank}'.encode()).hexdigest()[:40]}"


class Batch:
    """Several units of work in one transaction: each may fail alone, all commit together."""

    def __init__(self, connection: Connection, keys: KeyRing, now: datetime) -> None:
        self.connection = connection
        self.has_queued = False
        self.has_published = False
        self.has_timed = False
        self._keys = keys
        self._now = now

    @contextmanager
    def unit(self, cause: str) -> Iterator[UnitOfWork]:
        """One unit of work; what it did is undone, and only that, when its block raises."""
        with self.connection.begin_nested():
            work = UnitOfWork(self.connection, self._keys, self._now, cause)
            yield work
        self.note(work)

    def note(self, work: UnitOfWork) -> None:
        """Remember who is to be told once the transaction of `work` has committed."""
        self.has_queued = self.has_queued or bool(work.queued)
        self.has_published = self.has_published or bool(work.published)
        self.has_timed = self.has_timed or bool(work.timed)


class Units:
    """Opens units of work, and tells who waits for it when one has queued something."""

    def __init__(self, database: Database, keys: KeyRing, clock: Clock) -> None:
        self.database = database
        self.keys = keys
        self.clock = clock
        self._listeners: list[Callable[[], None]] = []
        self._watchers: list[Callable[[], None]] = []
        self._clocks: list[Callable[[], None]] = []

    def on_queued(self, listener: Callable[[], None]) -> None:
        """Call `listener` (from any thread) after a unit that queued something has committed."""
        self._listeners.append(listener)

    def off_queued(self, listener: Callable[[], None]) -> None:
        """Do not call `listener` any more."""
        self._listeners.remove(listener)

    def on_published(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` (from any thread) after a unit that published something has committed."""
        self._watchers.append(watcher)

    def off_published(self, watcher: Callable[[], None]) -> None:
        """Do not call `watcher` any more."""
        self._watchers.remove(watcher)

    def on_timed(self, clock: Callable[[], None]) -> None:
        """Call `clock` (from any thread) after a unit that set a timer has committed."""
        self._clocks.append(clock)

    def off_timed(self, clock: Callable[[], None]) -> None:
        """Do not call `clock` any more."""
        self._clocks.remove(clock)

    @contextmanager
    def unit(self, cause: str) -> Iterator[UnitOfWork]:
        """One unit of work; commits when the block ends, undoes all of it when it raises."""
        with self.batch() as batch:
            work = UnitOfWork(batch.connection, self.keys, self.clock.now(), cause)
            yield work
            batch.note(work)

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """A transaction for several units of work."""
        with self.database.begin_in_turn() as connection:
            batch = Batch(connection, self.keys, self.clock.now())
            yield batch
        told = list(self._listeners) if batch.has_queued else []
        told += self._watchers if batch.has_published else []
        told += self._clocks if batch.has_timed else []
        for listener in told:
            listener()
