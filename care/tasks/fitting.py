"""What somebody changed of a task as they saw it, put in terms of the task as it is by now.

A page may have been away for a day: meanwhile the task may have begun to come back, or stopped to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from care.moments.model import Occurrence, Schedule, parse_key
from care.moments.occurrences import comes_round
from care.moments.wall import PARIS
from care.runtime.errors import Refusal
from care.tasks.agenda import comes_back, due_key, goes_on
from care.tasks.model import MOVED, REMINDERS, SCHEDULE, STATE, Change, Edit, State, Task

Changes = Mapping[str, Change]


def fit_edit(task: Task, edit: Edit, now: datetime) -> Edit:
    """The same edit for `task` as it is. Raises Refusal for an occurrence that is no more.

    `state:KEY` and `moved:KEY` name the occurrence that was seen, "" for what had no date.
    """
    fitted: dict[str, Change] = {}
    for name, change in edit.changes.items():
        kind, separator, key = name.partition(":")
        if f"{kind}{separator}" == STATE:
            fitted |= _fit_state(task, key, change, now)
        elif f"{kind}{separator}" == MOVED:
            fitted |= _fit_move(task, key, change, now)
        else:
            fitted[name] = change
    return replace(edit, changes={**fitted, **_bell(task, fitted)})


def _fit_state(task: Task, key: str, change: Change, now: datetime) -> Changes:
    if not comes_back(task):
        return {STATE: change}
    is_reopened = change.value == State.TODO.value
    key = key or due_key(task, now, State.DONE if is_reopened else State.TODO)
    changes = {f"{STATE}{key}": change}
    if is_reopened and task.state is not State.TODO:
        changes[STATE] = _following(task, State.TODO)
    elif not is_reopened and not goes_on(task, key):
        changes[STATE] = _following(task, State.DONE)
    return changes


def _fit_move(task: Task, key: str, change: Change, now: datetime) -> Changes:
    schedule = task.schedule
    zone = schedule.zone if schedule is not None else PARIS
    to = parse_key(str(change.value), zone)
    if to is None:
        raise Refusal("task-bad-value", field=MOVED)
    if schedule is None or not schedule.comes_back:
        return {SCHEDULE: replace(change, value=_once(to))}
    planned = parse_key(key or due_key(task, now), zone)
    if planned is None or not comes_round(schedule, planned):
        raise Refusal("task-no-occurrence", text=task.text)
    return {f"{MOVED}{planned.key}": replace(change, value=to.key)}


def _once(to: Occurrence) -> Schedule:
    return Schedule(to.day, (to.at,) if to.at is not None else (), to.zone)


def _following(task: Task, state: State) -> Change:
    """A change that follows from another: whoever made that one need not have seen this field."""
    held = task.fields.get(STATE)
    return Change(state.value, () if held is None else (held.stamp.edit,))


def _bell(task: Task, changes: Changes) -> Changes:
    """What is given an hour rings then, unless somebody said otherwise."""
    to = changes[SCHEDULE].value if SCHEDULE in changes else None
    rings = isinstance(to, Schedule) and to.times and REMINDERS not in task.fields
    return {REMINDERS: Change((0,))} if rings and REMINDERS not in changes else {}
