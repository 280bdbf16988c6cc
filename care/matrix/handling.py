"""What a session asks of whoever answers: plain functions, called inside a unit of work."""

from __future__ import annotations

from typing import Protocol

from care.matrix.model import IncomingMessage
from care.matrix.trust import Doubt
from care.runtime.outgoing import Address
from care.runtime.units import UnitOfWork


class Handler(Protocol):
    """The reader of an account's messages.

    `handle`, `failed`, `unreadable` and `doubtful` run in a thread, inside the unit of work that
    marks the message handled. `prepare` runs before it, may await, and may run more than once.
    """

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


def handling_cause(account: str, input_id: str) -> str:
    """The cause (see `UnitOfWork`) of what `account` answers to the input `input_id`."""
    return f"{account}|{input_id}"


def failure_cause(account: str, input_id: str) -> str:
    """The cause of the excuse that `account` makes for not having handled `input_id`."""
    return f"{account}|{input_id}|failed"
