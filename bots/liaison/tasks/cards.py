"""Where the card of each task is, so that a sign on it is understood and it can be edited."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bots.engine.markup import Written
from care.runtime.memory import recall, remember
from care.runtime.outgoing import Address, Say
from care.runtime.units import UnitOfWork

_CARD, _TASK = "task-card:", "card-task:"


@dataclass(frozen=True)
class Cards:
    """The cards that `account` wrote."""

    account: str

    def write(self, work: UnitOfWork, task_id: str, to: Address, card: Written) -> str:
        """Write the card of a new task, or of one told again: the last card is the one edited."""
        sent = work.send(self.account, Say(to, card.text, html=card.html, notice=True))
        home = json.dumps({"room": to.room_id, "key": to.key, "person": to.person, "sent": sent})
        remember(work.connection, self.account, _CARD + task_id, home)
        remember(work.connection, self.account, _TASK + sent, task_id)
        return sent

    def point(self, work: UnitOfWork, task_id: str, sent: str) -> None:
        """A sign on the message `sent` is about this task too (a reminder)."""
        remember(work.connection, self.account, _TASK + sent, task_id)

    def edit(self, work: UnitOfWork, task_id: str, card: Written) -> None:
        """Have the card say what holds now."""
        kept = recall(work.connection, self.account, _CARD + task_id)
        if kept is not None:
            home = json.loads(kept)
            to = Address(home["room"], home["key"], home["person"])
            say = Say(to, card.text, html=card.html, notice=True, edits=home["sent"])
            work.send(self.account, say)

    def home(self, work: UnitOfWork, task_id: str) -> Address | None:
        """Where the card is."""
        kept = recall(work.connection, self.account, _CARD + task_id)
        if kept is None:
            return None
        home = json.loads(kept)
        return Address(home["room"], home["key"], home["person"])

    def task_of(self, work: UnitOfWork, sent: str) -> str | None:
        """The task that the message `sent` is about."""
        return recall(work.connection, self.account, _TASK + sent)
