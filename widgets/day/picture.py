"""A task as « Ma journée » shows it, and the circles in which tasks may be added or given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from care.circles.model import CircleId, Member
from care.circles.store import load_members_of
from care.day.standing import patients_of, standing_of
from care.day.telling import tell_repeat
from care.runtime.units import UnitOfWork
from care.tasks.model import (
    ASSIGNEE,
    MOVED,
    SCHEDULE,
    STATE,
    TEXT,
    THEME,
    URGENT,
    Act,
    Standing,
    Task,
    Who,
)
from care.tasks.myday import DayItem
from care.tasks.rules import can
from widgets.day.views import DayCircleView, DayItemView, DayPersonView, Does

_DOES: Mapping[Does, Act] = {
    "finish": Act.FINISH,
    "reopen": Act.REOPEN,
    "postpone": Act.POSTPONE,
    "hand_over": Act.HAND_OVER,
    "edit": Act.EDIT,
}


def show_item(item: DayItem, who: Who) -> DayItemView:
    """Something to do, or done, with what `who` may do with it."""
    task, occurrence = item.task, item.occurrence
    return DayItemView(
        task=task.id,
        key=item.key,
        text=task.text,
        notes=[note.text for note in task.notes],
        section=item.lateness.value,
        day=occurrence.day.isoformat() if occurrence else "",
        time=f"{occurrence.at:%H:%M}" if occurrence and occurrence.at else "",
        repeat=_repeat(task),
        missed=item.missed,
        theme=task.theme,
        circle=task.circle or "",
        assignee=task.assignee or "",
        urgent=task.is_urgent,
        may=[does for does, act in _DOES.items() if can(act, task, who)],
        seen=_seen(task, item.key),
    )


def show_circles(work: UnitOfWork, who: Who) -> list[DayCircleView]:
    """Their circles, by how patients are called; those near are given no task."""
    patients = patients_of(work, who)
    teams = load_members_of(work.connection, work.keys, [CircleId(one) for one in who.standings])
    found = [
        DayCircleView(id=circle, patient=name, team=_team(teams[CircleId(circle)]))
        for circle, name in patients.items()
    ]
    return sorted(found, key=lambda one: (one.patient, one.id))


def _team(members: Sequence[Member]) -> list[DayPersonView]:
    return [
        DayPersonView(user_id=member.user_id, name=member.name)
        for member in members
        if standing_of(member) is not Standing.NEAR
    ]


def _repeat(task: Task) -> str:
    schedule = task.schedule
    if schedule is None or schedule.repeat is None:
        return ""
    return tell_repeat(schedule.repeat, schedule.day)


def _seen(task: Task, key: str) -> dict[str, list[str]]:
    """By what the page changes: the edits that gave it the value that is shown."""
    fields = {
        "state": (STATE, f"{STATE}{key}"),
        "moved": (SCHEDULE, f"{MOVED}{key}"),
        URGENT: (URGENT,),
        ASSIGNEE: (ASSIGNEE,),
        THEME: (THEME,),
    }
    seen = {
        shown: sorted({task.fields[name].stamp.edit for name in names if name in task.fields})
        for shown, names in fields.items()
    }
    return {**seen, TEXT: sorted(one.stamp.edit for one in task.wordings)}
