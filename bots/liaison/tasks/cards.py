"""Where the card of each task is, so that a sign on it is understood and it can be edited."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bots.engine.markup import Written
from care.circles.model import CircleId
from care.circles.store import load_member
from care.runtime.memory import forget, recall, remember
from care.runtime.outgoing import Address, Say
from care.runtime.units import UnitOfWork
from care.tasks.model import Task

_CARD, _TASK = "task-card:", "card-task:"


@dataclass(frozen=True)
class Cards:
    """The cards that `account` wrote."""

    account: str

    def write(
        self, work: UnitOfWork, task_id: str, to: Address, card: Written, *, rings: bool = False
    ) -> str:
        """Write the card of a new task, or of one told again: the last card is the one edited."""
        called = (to.person,) if rings and to.person else ()
        say = Say(to, card.text, html=card.html, notice=not called, mentions=called)
        sent = work.send(self.account, say)
        home = json.dumps({"room": to.room_id, "key": to.key, "person": to.person, "sent": sent})
        remember(work.connection, self.account, _CARD + task_id, home)
        remember(work.connection, self.account, _TASK + sent, task_id)
        return sent

    def show(self, work: UnitOfWork, task: Task, card: Written) -> None:
        """Have it say what holds now, where whoever is to do the task reads it.

        A task that came by another door, or goes to somebody else, is told to them. Who is not in
        its circle any more learns nothing new of it.
        """
        home = self.home(work, task.id)
        if home is not None and home.person and not _may_read(work, task, home.person):
            forget(work.connection, self.account, _CARD + task.id)
            home = None
        if home is not None:
            self.edit(work, task.id, card)
        reader = task.assignee or (task.author if home is None else None)
        if reader is None or (home is not None and home.person in {None, reader}):
            return
        if not _may_read(work, task, reader):
            return
        rings = task.assignee is not None and (home is not None or reader != task.author)
        self.write(work, task.id, Address(person=reader), card, rings=rings)

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


def _may_read(work: UnitOfWork, task: Task, person: str) -> bool:
    """Whether they may read the card alone: it is theirs, or of a circle that they are in."""
    if task.circle is None:
        return person == task.author
    return load_member(work.connection, work.keys, CircleId(task.circle), person) is not None
