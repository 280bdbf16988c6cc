"""What a bot is: something that answers messages inside a unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from care.matrix.model import IncomingMessage
from care.runtime.outgoing import Outgoing
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
