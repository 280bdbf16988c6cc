"""Reminders that are due, the quiet hours that hold them back, and each person's day."""

from __future__ import annotations

from datetime import datetime

from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork
from care.tasks.agenda import rings_at
from care.tasks.bells import DAY, HELD, RING, end_of_quiet, hold_ring, set_bell, set_day
from care.tasks.model import Preferences, Ringing, Task, Who
from care.tasks.myday import MyDay, list_my_day
from care.tasks.rules import is_held
from care.tasks.store import Stored, load_preferences, load_task, mark_rung, save_preferences


def is_reminder(timer: Timer) -> bool:
    """Whether `timer` is for `fire_reminder`."""
    return timer.key.startswith((RING, HELD))


def day_to_tell(timer: Timer) -> str | None:
    """Whose day `timer` is to tell, with `tell_day`; None when it is about something else."""
    return str(timer.data.get("user")) if timer.key.startswith(DAY) else None


def fire_reminder(work: UnitOfWork, timer: Timer) -> Ringing | None:
    """What to ring, to whom; None when there is nothing (any more, or not yet).

    To be called in the unit of work that took `timer`. What rings next is set.
    """
    stored = load_task(work.connection, work.keys, str(timer.data.get("task")))
    if stored is None:
        return None
    if timer.key.startswith(HELD):
        due_at = datetime.fromisoformat(timer.data["due_at"])
        return _ring(work, timer, stored.task, due_at, held=True)
    ringing = _ring(work, timer, stored.task, timer.due_at, held=False)
    rung = Stored(stored.task, max(stored.rung_to, timer.due_at))
    mark_rung(work.connection, rung.task.id, rung.rung_to)
    set_bell(work, timer.owner, rung)
    return ringing


def choose_preferences(work: UnitOfWork, who: Who, preferences: Preferences) -> None:
    """Have one's day told at another hour, or have peace at others."""
    save_preferences(work.connection, who.user_id, preferences)
    set_day(work, who.bell, who.user_id, preferences)


def tell_day(work: UnitOfWork, timer: Timer, who: Who) -> MyDay:
    """The day of `who`, at the hour they chose; the next one is set. Missed ones are told once."""
    preferences = load_preferences(work.connection, who.user_id)
    set_day(work, timer.owner, who.user_id, preferences)
    return list_my_day(work, who)


def _ring(
    work: UnitOfWork, timer: Timer, task: Task, due_at: datetime, *, held: bool
) -> Ringing | None:
    ringing = rings_at(task, due_at)
    if not ringing:
        return None
    person = task.assignee or (task.author if task.circle is None else None)
    if person is not None and not held:
        preferences = load_preferences(work.connection, person)
        if is_held(preferences, task, person, work.now):
            hold_ring(work, timer, task.id, person, end_of_quiet(preferences, work.now))
            return None
    people = (person,) if person is not None else ()
    return Ringing(task, ringing, people, due_at, work.now - due_at)
