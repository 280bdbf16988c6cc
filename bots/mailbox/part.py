"""One concern of a mailbox's account: asked in turn, until one says that it is its business."""

from __future__ import annotations

from collections.abc import Sequence

from bots.mailbox.rooms import MailRoom
from care.matrix.model import Erased, IncomingMessage, Moved, Reaction
from care.runtime.outgoing import Outgoing
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork

Answers = Sequence[Outgoing]


class Part:
    """Subclass it and write what is needed; None says that it is somebody else's business.

    `room` is where it was said or done: None in a conversation of two.
    """

    def looks_back(self, message: IncomingMessage) -> bool:
        """Whether what came before `message` must be handled before it is prepared."""
        return False

    async def prepare(self, message: IncomingMessage) -> None:
        """Await what needs the homeserver, before the unit of work opens; maybe twice."""

    def due(self, work: UnitOfWork, timer: Timer) -> Answers | None:
        """A timer of the account is due."""
        return None

    def handle(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Answers | None:
        """Somebody wrote, or showed a file."""
        return None

    def edited(
        self, work: UnitOfWork, message: IncomingMessage, room: MailRoom | None
    ) -> Answers | None:
        """Somebody corrected what they had written."""
        return None

    def reacted(
        self, work: UnitOfWork, reaction: Reaction, room: MailRoom | None
    ) -> Answers | None:
        """Somebody put an emoji on a message."""
        return None

    def erased(self, work: UnitOfWork, erased: Erased, room: MailRoom | None) -> Answers | None:
        """Somebody erased an event."""
        return None

    def moved(self, work: UnitOfWork, moved: Moved) -> None:
        """A room of the mailbox was replaced: what is to be seen there is said again."""

    def failed_to_send(
        self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str
    ) -> Answers | None:
        """The homeserver refused for good what we sent."""
        return None
