"""A circle of invented people, a database in memory, and edits to make."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from care.audit.model import Face
from care.moments.model import Schedule
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.sealing import KeyRing
from care.runtime.timers import Timer, load_due, take_timer
from care.runtime.units import UnitOfWork, Units
from care.tasks.model import TEXT, Change, Edit, Standing, Task, Value, Who
from care.tasks.taking import Changed, add_task

KEYS = KeyRing({1: bytes(range(32))})
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)  # a Thursday, 10 h in Paris
BELL = "@liaison:test"
CIRCLE = "c" + "1" * 32
OTHER = "c" + "2" * 32
PAUL, NINA, LEA, ALICE = "@paul:test", "@nina:test", "@lea:test", "@alice:test"
TEAM = {
    PAUL: Standing.CARES,
    NINA: Standing.CARES,
    ALICE: Standing.LEADS,
    LEA: Standing.NEAR,
}
TODAY = NOW.date()


def units_of(database: Database | None = None, clock: ManualClock | None = None) -> Units:
    """Units of work on an empty database, at NOW."""
    database = database or Database("sqlite://")
    METADATA.create_all(database.engine)
    return Units(database, KEYS, clock or ManualClock(NOW))


def who(user_id: str = PAUL, *circles: str, face: Face = Face.ROOM) -> Who:
    """Somebody of the circle."""
    standing = TEAM.get(user_id, Standing.APART)
    standings = dict.fromkeys(circles or (CIRCLE,), standing)
    return Who(user_id, {} if standing is Standing.APART else standings, face, BELL)


def task_id(number: int) -> str:
    """The id of a task."""
    return f"t{number:032x}"


def edit(edit_id: str, by: str = PAUL, at: datetime = NOW, /, **values: Value) -> Edit:
    """An edit of fields by name."""
    changes = {name: Change(value) for name, value in values.items()}
    return Edit(edit_id, at, by, changes)


def at(hour: int, minute: int = 0, days: int = 0) -> Schedule:
    """An hour of today, or of another day."""
    return Schedule(TODAY + timedelta(days=days), (time(hour, minute),))


def add(
    work: UnitOfWork,
    number: int,
    text: str = "retrait pansement",
    by: str = PAUL,
    circle: str | None = CIRCLE,
    **values: Value,
) -> Changed:
    """Add a task."""
    added = edit(f"add{number}", by, work.now, **{TEXT: text}, **values)
    return add_task(work, who(by), task_id(number), circle, added, TEAM)


def take_due(work: UnitOfWork, now: datetime) -> list[Timer]:
    """The timers that are due, taken."""
    due = load_due(work.connection, [BELL], now)
    return [taken for timer in due if (taken := take_timer(work, timer))]


def blank(number: int = 1, circle: str | None = CIRCLE, author: str = PAUL) -> Task:
    """A task that nothing was written of."""
    return Task(task_id(number), circle, author, NOW)
