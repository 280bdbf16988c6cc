"""The timers of tasks: one per task for whatever rings next, one per person for their day."""

from __future__ import annotations

from datetime import datetime, timedelta

from care.moments.wall import instant_of, wall_of
from care.runtime.timers import Timer, cancel_timer, set_timer
from care.runtime.units import UnitOfWork
from care.tasks.agenda import next_ring
from care.tasks.model import Preferences
from care.tasks.store import Stored

RING, HELD, DAY, SHOW = "tasks:ring:", "tasks:held:", "tasks:day:", "tasks:show:"


def set_bell(work: UnitOfWork, bell: str, stored: Stored) -> None:
    """Have the next reminder of a task ring, or none when there is none."""
    due_at = next_ring(stored.task, stored.rung_to)
    key = f"{RING}{stored.task.id}"
    if due_at is None:
        cancel_timer(work, bell, key)
    else:
        set_timer(work, bell, key, due_at, {"task": stored.task.id})


def silence(work: UnitOfWork, bell: str, task_id: str) -> None:
    """Have nothing of a task ring any more."""
    cancel_timer(work, bell, f"{RING}{task_id}")


def hold_ring(work: UnitOfWork, timer: Timer, task_id: str, person: str, until: datetime) -> None:
    """Have a reminder ring for `person` once their quiet hours are over."""
    first_due = timer.data.get("due_at", timer.due_at.isoformat())
    data = {"task": task_id, "person": person, "due_at": first_due}
    set_timer(work, timer.owner, f"{HELD}{task_id}:{first_due}", until, data)


def set_day(work: UnitOfWork, bell: str, user_id: str, preferences: Preferences) -> None:
    """Have the day of `user_id` told at their hour, from now on."""
    key = f"{DAY}{user_id}"
    due_at = next_summary(preferences, work.now)
    if due_at is None:
        cancel_timer(work, bell, key)
    else:
        set_timer(work, bell, key, due_at, {"user": user_id})


def ask_to_show(work: UnitOfWork, bell: str, task_id: str) -> None:
    """Have the card of a task say what holds now: it changed by another door than a room."""
    set_timer(work, bell, f"{SHOW}{task_id}", work.now, {"task": task_id})


def task_to_show(timer: Timer) -> str | None:
    """Whose card `timer` is to bring up to date; None when it is about something else."""
    return str(timer.data.get("task")) if timer.key.startswith(SHOW) else None


def next_summary(preferences: Preferences, now: datetime) -> datetime | None:
    """When somebody's day is told next; None when they chose never."""
    if preferences.summary_at is None:
        return None
    today = wall_of(now, preferences.zone).date()
    for ahead in range(9):
        day = today + timedelta(days=ahead)
        instant = instant_of(day, preferences.summary_at, preferences.zone)
        if instant > now and day.weekday() in preferences.weekdays:
            return instant
    return None


def end_of_quiet(preferences: Preferences, now: datetime) -> datetime:
    """When the quiet hours that hold at `now` are over."""
    today = wall_of(now, preferences.zone).date()
    assert preferences.quiet_to is not None
    ends = (
        instant_of(today + timedelta(days=ahead), preferences.quiet_to, preferences.zone)
        for ahead in range(3)
    )
    return next(end for end in ends if end > now)
