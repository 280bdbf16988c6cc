"""What a session asks of whoever answers: plain functions, called inside a unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from care.matrix.model import (
    Arrival,
    Departure,
    Erased,
    Happening,
    IncomingMessage,
    Moved,
    Reaction,
    Receipt,
)
from care.matrix.trust import Doubt
from care.matrix.window import Window
from care.runtime.outgoing import Address, Outgoing
from care.runtime.units import UnitOfWork


class Handler(Protocol):
    """The reader of an account's messages.

    What takes a `work` runs in a thread, inside the unit of work that marks the input handled (or
    the outgoing given up). `prepare` runs before it, may await, and may run more than once.

    Only an `attentive` one is told of reactions, arrivals, departures and erasures: homeservers
    see them in clear and could make them up. Only with `wants_receipts` is it told who has read.
    A `window` is opened for the time of a session. Assistants do not hear each other's notices
    (they would answer for ever): only people's clients have `hears_notices`.
    """

    attentive: bool = False
    wants_receipts: bool = False
    hears_notices: bool = False
    window: Window | None = None

    def looks_back(self, message: IncomingMessage) -> bool:
        """Whether everything before `message` must be handled before it is prepared."""
        return False

    async def prepare(self, message: IncomingMessage) -> None:
        """Do beforehand what needs the network."""
        ...

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> None:
        """Answer `message`."""
        ...

    def failed(self, work: UnitOfWork, message: IncomingMessage, incident: str) -> None:
        """Handling `message` was a bug of ours, logged as `incident`: tell its sender."""
        ...

    def unreadable(self, work: UnitOfWork, room: Address) -> None:
        """A message in `room` stays unreadable: tell its sender, once, what to do."""
        ...

    def doubtful(self, work: UnitOfWork, room: Address, doubt: Doubt) -> None:
        """A message in `room` came from a device that is not listened to: tell its owner why."""
        ...

    def failed_to_send(self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str) -> None:
        """What was queued as `transaction_id` was refused for good: an act or a file, never words.

        An OpenRoom that could not invite everybody is told as one Invite per person refused. The
        content of a file is gone.
        """
        return

    def reacted(self, work: UnitOfWork, reaction: Reaction) -> None:
        """Somebody put an emoji on a message."""
        return

    def arrived(self, work: UnitOfWork, arrival: Arrival) -> None:
        """Somebody came into a room where we are."""
        return

    def left(self, work: UnitOfWork, departure: Departure) -> None:
        """Somebody left a room where we are, was removed, or will not come."""
        return

    def erased(self, work: UnitOfWork, erased: Erased) -> None:
        """Somebody erased an event."""
        return

    def moved(self, work: UnitOfWork, moved: Moved) -> None:
        """A room that we opened was replaced by another, where its people are invited."""
        return

    def read(self, connection: Connection, receipts: Sequence[Receipt]) -> None:
        """People have read; best effort: some receipts are never told, the last of each counts."""
        return


def tell_sign(handler: Handler, work: UnitOfWork, sign: Happening) -> None:
    """Have `handler` told of `sign` by its method for it."""
    match sign:
        case Reaction():
            handler.reacted(work, sign)
        case Arrival():
            handler.arrived(work, sign)
        case Departure():
            handler.left(work, sign)
        case Erased():
            handler.erased(work, sign)


def handling_cause(account: str, input_id: str) -> str:
    """The cause (see `UnitOfWork`) of what `account` answers to the input `input_id`."""
    return f"{account}|{input_id}"


def failure_cause(account: str, input_id: str) -> str:
    """The cause of the excuse that `account` makes for not having handled `input_id`."""
    return f"{account}|{input_id}|failed"


def refusal_cause(account: str, transaction_id: str, rank: int) -> str:
    """The cause of what `account` says when something it sent was refused."""
    return f"{account}|{transaction_id}|refused|{rank}"
