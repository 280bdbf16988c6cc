"""The stories of tasks, for somebody who acts now: finish, postpone, hand over, cancel, erase.

Adding and editing are in `care.tasks.taking`, reminders and days in `care.tasks.reminding`. Each is
done once per edit id, however often it comes (an event, a click, a page back on line).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from care.moments.model import Occurrence, Schedule, parse_key
from care.moments.occurrences import comes_round
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.tasks.agenda import comes_back, due_key, goes_on, state_at
from care.tasks.bells import silence
from care.tasks.model import (
    ASSIGNEE,
    MOVED,
    REMINDERS,
    SCHEDULE,
    STATE,
    Act,
    Standing,
    State,
    Task,
    Value,
    Who,
)
from care.tasks.rules import check_may, decide_state
from care.tasks.store import delete_tasks
from care.tasks.taking import (
    Changed,
    change_now,
    is_taken_in,
    repeat_answer,
    require_task,
    topic_of,
)
from care.tasks.trail import note_acts


def finish_task(
    work: UnitOfWork, who: Who, task_id: str, edit_id: str, occurrence: str | None = None
) -> Changed:
    """Say that it is done; of what comes back, the one that is due. Raises Refusal."""
    return _step(work, who, task_id, edit_id, Act.FINISH, occurrence)


def reopen_task(
    work: UnitOfWork, who: Who, task_id: str, edit_id: str, occurrence: str | None = None
) -> Changed:
    """Say that it is to be done after all. Raises Refusal."""
    return _step(work, who, task_id, edit_id, Act.REOPEN, occurrence)


def cancel_task(
    work: UnitOfWork, who: Who, task_id: str, edit_id: str, occurrence: str | None = None
) -> Changed:
    """Say that it need not be done: the whole, or one occurrence. Raises Refusal."""
    return _step(work, who, task_id, edit_id, Act.CANCEL, occurrence or "")


def postpone_task(
    work: UnitOfWork,
    who: Who,
    task_id: str,
    edit_id: str,
    to: Schedule,
    occurrence: str | None = None,
) -> Changed:
    """Put it off to the day and hour of `to`; of what comes back, only the one that is due.

    A `to` that comes back itself takes the place of the whole schedule. Raises Refusal.
    """
    if is_taken_in(work, who, edit_id):
        return repeat_answer(work, who, edit_id)
    task = show_task(work, who, task_id)
    if not comes_back(task) or to.comes_back:
        return change_now(work, who, task, edit_id, {SCHEDULE: to, **_bell_of(task, to)})
    key = _named(task, occurrence) or due_key(task, work.now)
    at = to.times[0] if to.times else None
    moved = Occurrence(to.day, at, to.zone).key
    return replace(change_now(work, who, task, edit_id, {f"{MOVED}{key}": moved}), occurrence=key)


def hand_over_task(
    work: UnitOfWork,
    who: Who,
    task_id: str,
    edit_id: str,
    to: str | None,
    standing: Standing = Standing.APART,
) -> Changed:
    """Give it to `to`, whose standing in the circle the caller knows, or to nobody in particular.

    Raises Refusal.
    """
    if is_taken_in(work, who, edit_id):
        return repeat_answer(work, who, edit_id)
    task = require_task(work, task_id).task
    team = {to: standing} if to is not None else {}
    return change_now(work, who, task, edit_id, {ASSIGNEE: to}, team)


def erase_task(work: UnitOfWork, who: Who, task_id: str) -> Task:
    """Keep nothing of it; returns what it was, so that its card can say so. Raises Refusal."""
    task = require_task(work, task_id).task
    check_may(Act.ERASE, task, who)
    delete_tasks(work.connection, [task_id])
    silence(work, who.bell, task_id)
    note_acts(work, who, task, (Act.ERASE,))
    work.publish(topic_of(work.keys, task))
    return task


def show_task(work: UnitOfWork, who: Who, task_id: str) -> Task:
    """The task, to somebody who may read it. Raises Refusal."""
    task = require_task(work, task_id).task
    check_may(Act.READ, task, who)
    return task


def _step(
    work: UnitOfWork, who: Who, task_id: str, edit_id: str, act: Act, occurrence: str | None
) -> Changed:
    if is_taken_in(work, who, edit_id):
        return repeat_answer(work, who, edit_id)
    task = require_task(work, task_id).task
    check_may(act, task, who)
    key = ""
    if comes_back(task):
        wanted = State.DONE if act is Act.REOPEN else State.TODO
        key = due_key(task, work.now, wanted) if occurrence is None else _named(task, occurrence)
    state = decide_state(state_at(task, key), act, _by(task, key))
    values: dict[str, Value] = {f"{STATE}{key}": state.value}
    if act is Act.REOPEN and key and task.state is not State.TODO:
        values[STATE] = State.TODO.value
    elif act is not Act.REOPEN and key and not goes_on(task, key):
        values[STATE] = State.DONE.value
    return replace(change_now(work, who, task, edit_id, values), occurrence=key)


def _named(task: Task, key: str | None) -> str:
    """An occurrence's key, if the task has such a one. Raises Refusal."""
    if not key:
        return ""
    found = parse_key(key, task.schedule.zone) if task.schedule else None
    if found is None or task.schedule is None or not comes_round(task.schedule, found):
        raise Refusal("task-no-occurrence")
    return key


def _by(task: Task, key: str) -> str:
    """Who brought it to where it is."""
    for name in (STATE, f"{STATE}{key}"):
        register = task.fields.get(name)
        if register is not None and register.value != State.TODO.value:
            return register.by
    return ""


def _bell_of(task: Task, to: Schedule) -> Mapping[str, Value]:
    return {REMINDERS: (0,)} if to.times and REMINDERS not in task.fields else {}
