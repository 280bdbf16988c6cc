"""Lines of the trail about tasks: opaque ids, and what was done without its words."""

from __future__ import annotations

from collections.abc import Iterable

from care.accounts.store import opaque_id
from care.audit.model import Entry, Kind
from care.audit.store import record
from care.runtime.units import UnitOfWork
from care.tasks.model import Act, Task, Who

VERBS = {
    Act.ADD: "added",
    Act.EDIT: "edited",
    Act.FINISH: "finished",
    Act.REOPEN: "reopened",
    Act.CANCEL: "cancelled",
    Act.POSTPONE: "postponed",
    Act.HAND_OVER: "handed_over",
    Act.ERASE: "erased",
}


def note_acts(work: UnitOfWork, who: Who, task: Task, acts: Iterable[Act]) -> None:
    """Write what `who` did with `task`, a line for each act."""
    for act in sorted(acts):
        entry = Entry(
            f"task.{VERBS[act]}",
            Kind.CARE,
            _opaque(work, who.user_id),
            who.face,
            circle=task.circle,
            person=_opaque(work, task.assignee) if task.assignee else None,
            details={"task": task.id},
        )
        record(work, entry)


def _opaque(work: UnitOfWork, user_id: str) -> str:
    """The account's own id; for somebody unknown, one that only our keys can make again."""
    known = opaque_id(work.connection, user_id)
    return known or work.keys.blind(user_id, "tasks.actor")[:32]
