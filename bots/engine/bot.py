"""What a bot is: something that answers messages inside a unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from sqlalchemy import Connection

from care.matrix.model import (
    Arrival,
    Departure,
    Erased,
    IncomingMessage,
    Moved,
    Reaction,
    Receipt,
)
from care.matrix.window import Window
from care.runtime.outgoing import Outgoing
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork


class Bot(Protocol):
    """A bot account's behaviour.

    `handle` is called once per message, in order per room, inside the unit of work that marks the
    message handled; it may read and write through `work.connection`. What it returns is queued in
    the same transaction. It never touches the network and never awaits.
    """

    name: str

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """The answers to `message`; none when it is not for this bot."""
        ...


@runtime_checkable
class Obliging(Protocol):
    """A bot to which people write in rooms without naming it."""

    def is_written_to(self, message: IncomingMessage) -> bool:
        """Whether whoever wrote `message` waits for something: a failure is then said to them."""
        ...


@runtime_checkable
class Preparing(Protocol):
    """A bot that awaits something before the unit of work opens; it may be called twice."""

    async def prepare(self, message: IncomingMessage) -> None:
        """Do beforehand what needs the network."""
        ...


@runtime_checkable
class LookingBack(Protocol):
    """A bot whose `prepare` reads what earlier messages left, or keeps something until handled."""

    def looks_back(self, message: IncomingMessage) -> bool:
        """Whether `message` is such a one: those before it are then handled first."""
        ...


@runtime_checkable
class Looking(Protocol):
    """A bot that asks the homeserver for files and members, in `prepare` only."""

    window: Window


@runtime_checkable
class Attentive(Protocol):
    """A bot that is told what happens besides messages, in order per room, each thing once.

    Subclass it and write what is needed: the rest says nothing. Homeservers see all this in clear
    and could make it up.
    """

    def reacted(self, work: UnitOfWork, reaction: Reaction) -> Iterable[Outgoing]:
        """Somebody put an emoji on a message."""
        return ()

    def arrived(self, work: UnitOfWork, arrival: Arrival) -> Iterable[Outgoing]:
        """Somebody came into a room where we are."""
        return ()

    def left(self, work: UnitOfWork, departure: Departure) -> Iterable[Outgoing]:
        """Somebody left a room where we are, was removed, or will not come."""
        return ()

    def erased(self, work: UnitOfWork, erased: Erased) -> Iterable[Outgoing]:
        """Somebody erased an event."""
        return ()


@runtime_checkable
class Movable(Protocol):
    """A bot whose rooms are edited in place: it is told when one is replaced by another."""

    def moved(self, work: UnitOfWork, moved: Moved) -> Iterable[Outgoing]:
        """Say again in the new room what is to be seen there."""
        ...


@runtime_checkable
class Correcting(Protocol):
    """A bot that keeps what people say: it is told when they correct it."""

    def edited(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        """`message` replaces the one that it `edits`."""
        ...


@runtime_checkable
class Observant(Protocol):
    """A bot that wants to know who has read; the server then wakes it for each receipt."""

    def read(self, connection: Connection, receipts: Sequence[Receipt]) -> None:
        """People have read: best effort, the last receipt of each counts."""
        ...


@runtime_checkable
class Accountable(Protocol):
    """A bot that says so when an act or a file of its own was refused for good."""

    def failed_to_send(
        self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str
    ) -> Iterable[Outgoing]:
        """What `transaction_id` was to do will not be done."""
        ...


@runtime_checkable
class Timed(Protocol):
    """A bot that does things at their hour."""

    def due(self, work: UnitOfWork, timer: Timer) -> Iterable[Outgoing]:
        """`timer` is due, or was while we were down."""
        ...
