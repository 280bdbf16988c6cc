"""What is to be done for the patient of a circle, as one member may read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from care.accounts.store import account_of
from care.audit.model import Face
from care.circles.model import CircleId, Member
from care.day.standing import standing_of
from care.moments.model import Occurrence
from care.runtime.texts import french_time
from care.runtime.units import UnitOfWork
from care.tasks.agenda import EVER, comes_back, planned_between, state_at
from care.tasks.model import Act, State, Task, Who
from care.tasks.rules import can
from care.tasks.store import load_circle_tasks
from widgets.circle.views import TaskLineView
from widgets.circle.words import TEXTS, short_name, write_day

_LOOK_BACK, _LOOK_AHEAD = timedelta(days=31), timedelta(days=62)
_TICK = timedelta(microseconds=1)


def tasks_topics(circle: CircleId) -> list[str]:
    """What says that the tasks of a circle changed (`care.tasks`)."""
    return [f"tasks:{circle}"]


def tasks_in(work: UnitOfWork, circle: CircleId, member: Member) -> list[TaskLineView]:
    """The open tasks that this member may read: late ones first, then by their hour."""
    who = Who(member.user_id, {circle.text: standing_of(member)}, Face.PAGE, "")
    tasks = load_circle_tasks(work.connection, work.keys, circle.text)
    readable = [task for task in tasks if can(Act.READ, task, who)]
    found = [(task, next_time(task, work.now)) for task in readable]
    found.sort(key=lambda one: _order(one[0], one[1], work.now))
    return [_line(work, task, when) for task, when in found]


def count_late(tasks: Iterable[Task], now: datetime) -> int:
    """How many of them should have been done already."""
    return sum(is_late(task, now) for task in tasks)


def is_late(task: Task, now: datetime) -> bool:
    """Whether something of it should have been done already."""
    begun = _left(task, _since(task, now), now + _TICK)
    return any(one.late_from <= now for one in begun)


def next_time(task: Task, now: datetime) -> Occurrence | None:
    """The one that is late, else the next."""
    if task.schedule is None:
        return None
    end = now + _LOOK_AHEAD if comes_back(task) else EVER[1]
    left = _left(task, _since(task, now), end)
    late = [one for one in left if one.late_from <= now]
    return late[-1] if late else next(iter(left), None)


def _left(task: Task, start: datetime, end: datetime) -> list[Occurrence]:
    return [
        one.occurrence
        for one in planned_between(task, start, end)
        if state_at(task, one.key) is State.TODO
    ]


def _since(task: Task, now: datetime) -> datetime:
    return now - _LOOK_BACK if comes_back(task) else EVER[0]


def _order(task: Task, when: Occurrence | None, now: datetime) -> tuple[object, ...]:
    if when is None:
        return 2, not task.is_urgent, task.created_at, task.id
    return when.late_from > now, not task.is_urgent, when.late_from, task.id


def _line(work: UnitOfWork, task: Task, when: Occurrence | None) -> TaskLineView:
    assignee = account_of(work.connection, task.assignee) if task.assignee else None
    return TaskLineView(
        id=task.id,
        text=task.text,
        due=_write(when) if when else "",
        who=short_name(assignee.display_name) if assignee else "",
        late=when is not None and when.late_from <= work.now,
        urgent=task.is_urgent,
    )


def _write(when: Occurrence) -> str:
    day = write_day(when.day)
    if when.at is None:
        return day
    return TEXTS.say("day-and-hour", date=day, time=french_time(when.at))
