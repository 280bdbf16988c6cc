"""A circle around an invented patient, in a house of pages; what is done in rooms is done here."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import count

from care.audit.model import Face
from care.circles.closing import close_circle
from care.circles.membership import remove_person
from care.circles.model import Circle, CloseReason
from care.circles.opening import Subject, open_circle
from care.day.standing import team_of, who_acts
from care.identity.patient import PatientIdentity
from care.moments.model import Repeat, Schedule
from care.moments.wall import PARIS, wall_of
from care.patients.model import Contact
from care.runtime.timers import Timer, load_due
from care.tasks.model import (
    TEXT,
    Change,
    Edit,
    Standing,
    Task,
    Value,
    Who,
)
from care.tasks.store import load_task
from care.tasks.taking import add_task
from care.tasks.workflow import finish_task, hand_over_task, postpone_task
from tests.care.circles.hamlet import identity, newcomer
from tests.widgets.house import ALICE, ASSISTANT, BOB, House

_NUMBERS = count(1)


def open_day_circle(house: House, name: str = "EXEMPLE", *people: str) -> Circle:
    """A circle of Alice and Bob around somebody called `name`."""
    with house.units.unit(f"open {name}") as work:
        members = [newcomer(one) for one in people or (ALICE, BOB)]
        subject = Subject(identity=_identity(name), contact=Contact())
        return open_circle(work, ALICE, subject, members, face=Face.ROOM).circle


def today(house: House) -> date:
    """The day on the wall."""
    return wall_of(house.units.clock.now(), PARIS).date()


def at(house: House, hour: int | None, days: int = 0, repeat: Repeat | None = None) -> Schedule:
    """An hour (or no hour) of today or another day."""
    times = () if hour is None else (time(hour),)
    return Schedule(today(house) + timedelta(days=days), times, repeat=repeat)


def add_in_room(
    house: House, text: str, circle: Circle | None, by: str = BOB, **values: Value
) -> str:
    """A task as Liaison takes it; its id."""
    number = next(_NUMBERS)
    task_id = f"t{number:032x}"
    fields = {TEXT: text, **values}
    with house.units.unit(f"room {number}") as work:
        who = who_acts(work, by, ASSISTANT)
        changes = {name: Change(value) for name, value in fields.items()}
        edit = Edit(f"$room-{number}", work.now, by, changes)
        team = team_of(work, circle.id) if circle else {}
        add_task(work, who, task_id, circle.id.text if circle else None, edit, team)
    return task_id


def acts_in_room(house: House, person: str, act: str, task_id: str, *more: object) -> None:
    """What somebody says of a task to Liaison."""
    number = next(_NUMBERS)
    with house.units.unit(f"room {number}") as work:
        who: Who = who_acts(work, person, ASSISTANT)
        event = f"$room-{number}"
        if act == "finish":
            finish_task(work, who, task_id, event)
        elif act == "postpone":
            postpone_task(work, who, task_id, event, *more)  # type: ignore[arg-type]
        else:
            hand_over_task(work, who, task_id, event, *more, Standing.CARES)  # type: ignore[arg-type]


def leaves(house: House, person: str, circle: Circle) -> None:
    """`person` is in the circle no more."""
    with house.units.unit(f"leave {next(_NUMBERS)}") as work:
        remove_person(work, circle.id, person, person)


def closes(house: House, circle: Circle) -> None:
    """The circle is closed."""
    with house.units.unit(f"close {next(_NUMBERS)}") as work:
        close_circle(work, circle.id, ALICE, CloseReason.MOVED)


def task_now(house: House, task_id: str) -> Task:
    """The task as it is kept."""
    with house.database.begin() as connection:
        stored = load_task(connection, house.units.keys, task_id)
    assert stored is not None
    return stored.task


def timers(house: House) -> list[Timer]:
    """What Liaison was asked to do now."""
    with house.database.begin() as connection:
        return load_due(connection, [ASSISTANT], house.units.clock.now())


def _identity(name: str) -> PatientIdentity:
    return identity(name, day=1 + sum(map(ord, name)) % 27)
