"""Changes to tasks taken in, each once per edit id: the way in of every story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from care.moments.model import Schedule
from care.moments.wall import PARIS, wall_of
from care.runtime.errors import Refusal
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork
from care.tasks.agenda import next_ring
from care.tasks.bells import set_bell
from care.tasks.merging import Conflict, merge_edit
from care.tasks.model import (
    ASSIGNEE,
    REMINDERS,
    SCHEDULE,
    TASK_ID,
    TEXT,
    Act,
    Change,
    Edit,
    Standing,
    Task,
    Value,
    Who,
)
from care.tasks.rules import (
    LONGEST_WORD,
    acts_of,
    check_can_grow,
    check_changes,
    check_may,
    check_may_receive,
    decide_stamp,
)
from care.tasks.store import Stored, load_task, note_edit, save_task, task_of_edit
from care.tasks.trail import note_acts

Team = Mapping[str, Standing]
_CAUGHT_UP = timedelta(days=1)


def topic_of(keys: KeyRing, task: Task) -> str:
    """What open pages watch to hear that tasks changed: those of a circle, or somebody's own."""
    return own_topic(keys, task.author) if task.circle is None else f"tasks:{task.circle}"


def own_topic(keys: KeyRing, user_id: str) -> str:
    """What pages watch of one's personal tasks: a name that tells nobody whose they are."""
    return f"tasks:{keys.blind(user_id, 'tasks.topic')[:32]}"


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a task; `occurrence`: the key of the one meant, of a task that comes back.

    `repeated`: this edit had been taken in before, nothing was done.
    """

    task: Task
    fields: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    repeated: bool = False
    occurrence: str = ""


def add_task(
    work: UnitOfWork,
    who: Who,
    task_id: str,
    circle: str | None,
    edit: Edit,
    team: Team | None = None,
) -> Changed:
    """Add the task that `edit` describes, to a circle or for oneself. Raises Refusal.

    It rings at its hour unless its reminders say otherwise. `team`: the standings of those to whom
    it may be given.
    """
    if is_taken_in(work, who, edit.id):
        return repeat_answer(work, who, edit.id)
    if not TASK_ID.fullmatch(task_id) or TEXT not in edit.changes:
        raise Refusal("task-bad-value", field=TEXT)
    if load_task(work.connection, work.keys, task_id) is not None:
        raise Refusal("task-exists")
    blank = Task(task_id, circle, who.user_id, min(edit.at, work.now))
    if circle is not None:
        check_may(Act.ADD, blank, who)
    acts_of(edit)
    edit = _with_bell(_made(work, who, blank, edit))
    _check(work, who, blank, edit, team or {})
    task = merge_edit(blank, edit).task
    _keep(work, who, Stored(task, _heard_from(work, edit)), edit, (Act.ADD,))
    return Changed(task, tuple(sorted(edit.changes)))


def edit_task(
    work: UnitOfWork, who: Who, task_id: str, edit: Edit, team: Team | None = None
) -> Changed:
    """Take in changes, perhaps made without a network long ago. Raises Refusal.

    The later change of each field holds; what two people fought for is among the facts, and a text
    that lost is among the task's notes. `team`: the standings of those to whom it may be given.
    """
    if is_taken_in(work, who, edit.id):
        return repeat_answer(work, who, edit.id)
    stored = require_task(work, task_id)
    acts = acts_of(edit) or frozenset({Act.EDIT})
    for act in sorted(acts):
        check_may(act, stored.task, who)
    edit = _made(work, who, stored.task, edit)
    _check(work, who, stored.task, edit, team or {})
    merged = merge_edit(stored.task, edit)
    _keep(work, who, _rung(work, stored, merged.task, edit), edit, acts)
    return Changed(merged.task, merged.changed, merged.conflicts)


def change_now(
    work: UnitOfWork,
    who: Who,
    task: Task,
    edit_id: str,
    values: Mapping[str, Value],
    team: Team | None = None,
) -> Changed:
    """An edit made now, by somebody who sees the task as it is. Raises Refusal."""
    changes = {name: Change(value, _seen(task, name)) for name, value in values.items()}
    return edit_task(work, who, task.id, Edit(edit_id, work.now, who.user_id, changes), team)


def require_task(work: UnitOfWork, task_id: str) -> Stored:
    """The task with this id. Raises Refusal."""
    stored = load_task(work.connection, work.keys, task_id)
    if stored is None:
        raise Refusal("task-unknown")
    return stored


def is_taken_in(work: UnitOfWork, who: Who, edit_id: str) -> bool:
    """Whether this edit of `who` came before."""
    return task_of_edit(work.connection, who.user_id, edit_id) is not None


def repeat_answer(work: UnitOfWork, who: Who, edit_id: str) -> Changed:
    """The task of an edit that came before, to whoever may read it. Raises Refusal."""
    task_id = task_of_edit(work.connection, who.user_id, edit_id) or ""
    stored = load_task(work.connection, work.keys, task_id)
    if stored is None:
        raise Refusal("task-gone")
    check_may(Act.READ, stored.task, who)
    return Changed(stored.task, repeated=True)


def _seen(task: Task, name: str) -> tuple[str, ...]:
    if name == TEXT:
        return tuple(one.stamp.edit for one in task.wordings)
    register = task.fields.get(name)
    return () if register is None else (register.stamp.edit,)


def _made(work: UnitOfWork, who: Who, task: Task, edit: Edit) -> Edit:
    changes = {
        name: replace(change, at=decide_stamp(task, change, edit.at, work.now))
        for name, change in edit.changes.items()
    }
    first = min([one.at for one in changes.values() if one.at], default=work.now)
    return replace(edit, by=who.user_id, at=first, changes=changes)


def _with_bell(edit: Edit) -> Edit:
    """A task with an hour rings then, unless its author said otherwise."""
    schedule = edit.changes[SCHEDULE].value if SCHEDULE in edit.changes else None
    if REMINDERS in edit.changes or not isinstance(schedule, Schedule) or not schedule.times:
        return edit
    return replace(edit, changes={**edit.changes, REMINDERS: Change((0,))})


def _check(work: UnitOfWork, who: Who, task: Task, edit: Edit, team: Team) -> None:
    if not 0 < len(edit.id) <= LONGEST_WORD:
        raise Refusal("task-bad-value", field="id")
    check_changes(edit.changes, _today(work))
    check_can_grow(task, edit)
    change = edit.changes.get(ASSIGNEE)
    if change is None or change.value is None or change.value == who.user_id:
        return
    if task.circle is None:
        raise Refusal("task-personal", act=Act.HAND_OVER.value)
    check_may_receive(team.get(str(change.value), Standing.APART))


def _rung(work: UnitOfWork, before: Stored, task: Task, edit: Edit) -> Stored:
    """What rang stays rung; what an outage still owes is not forgotten by an edit."""
    owed = next_ring(before.task, before.rung_to)
    is_owed = owed is not None and owed <= work.now
    return Stored(task, before.rung_to if is_owed else max(before.rung_to, _heard_from(work, edit)))


def _heard_from(work: UnitOfWork, edit: Edit) -> datetime:
    """From when an edit rings: since it was made, but not for all the days it was on its way."""
    return max(edit.at, work.now - _CAUGHT_UP)


def _keep(work: UnitOfWork, who: Who, stored: Stored, edit: Edit, acts: Iterable[Act]) -> None:
    note_edit(work, who.user_id, edit.id, stored.task.id)
    save_task(work, stored.task, stored.rung_to)
    set_bell(work, who.bell, stored)
    note_acts(work, who, stored.task, acts)
    work.publish(topic_of(work.keys, stored.task))


def _today(work: UnitOfWork) -> date:
    return wall_of(work.now, PARIS).date()
