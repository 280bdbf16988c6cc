"""When somebody leaves a circle: what was theirs to do waits for the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from care.runtime.units import UnitOfWork
from care.tasks.bells import silence
from care.tasks.merging import merge_edit
from care.tasks.model import ASSIGNEE, Act, Change, Edit, Task, Who
from care.tasks.store import (
    delete_tasks,
    load_circle_tasks,
    load_task,
    note_edit,
    save_task,
)
from care.tasks.taking import topic_of
from care.tasks.trail import note_acts

_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def release_tasks(work: UnitOfWork, who: Who, circle: str, user_id: str) -> tuple[Task, ...]:
    """Make the open tasks of `user_id` in `circle` nobody's, as they are gone from it.

    `who` had them leave; whether they might is not asked again.
    """
    released = []
    for task in load_circle_tasks(work.connection, work.keys, circle):
        stored = load_task(work.connection, work.keys, task.id)
        if stored is None or task.assignee != user_id:
            continue
        edit_id = f"released:{task.id}:{work.cause}"
        changes = {ASSIGNEE: Change(None, (task.fields[ASSIGNEE].stamp.edit,))}
        at = max(work.now, task.fields[ASSIGNEE].stamp.at + _TICK)
        freed = merge_edit(task, Edit(edit_id, at, who.user_id, changes)).task
        note_edit(work, who.user_id, edit_id, task.id)
        save_task(work, freed, stored.rung_to)
        note_acts(work, who, freed, (Act.HAND_OVER,))
        work.publish(topic_of(work.keys, freed))
        released.append(freed)
    return tuple(released)


def erase_circle_tasks(work: UnitOfWork, who: Who, circle: str) -> int:
    """Keep nothing of the tasks of a circle whose time is over; returns how many there were."""
    every = load_circle_tasks(work.connection, work.keys, circle, closed_since=_EVER)
    for task in every:
        silence(work, who.bell, task.id)
        note_acts(work, who, task, (Act.ERASE,))
        work.publish(topic_of(work.keys, task))
    delete_tasks(work.connection, [task.id for task in every])
    return len(every)
