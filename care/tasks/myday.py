"""My day: what is late, due and undated, across all my circles; counted, sorted, by theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from care.moments.model import Occurrence, parse_key
from care.moments.wall import PARIS, end_of_day, instant_of, wall_of
from care.runtime.units import UnitOfWork
from care.tasks.agenda import EVER, comes_back, planned_between, state_at
from care.tasks.model import STATE, Act, State, Task, Who
from care.tasks.rules import can
from care.tasks.store import load_preferences, load_tasks

_LOOK_BACK = timedelta(days=31)


class Lateness(StrEnum):
    """Where something to do stands in the day."""

    LATE = "late"
    TODAY = "today"
    UNDATED = "undated"
    COMING = "coming"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class DayItem:
    """Something to do. `key` names the occurrence of what comes back.

    `missed`: how many earlier occurrences were not done either.
    """

    task: Task
    lateness: Lateness
    occurrence: Occurrence | None = None
    key: str = ""
    missed: int = 0


@dataclass(frozen=True, slots=True)
class MyDay:
    """Somebody's day: late before due, urgent first, in order of time.

    `coming` is what is not for that day yet, `finished` what was done that day, the last one first.
    """

    day: date
    items: tuple[DayItem, ...]
    finished: tuple[DayItem, ...] = ()
    coming: tuple[DayItem, ...] = ()

    @property
    def done(self) -> int:
        """How much was done that day."""
        return len(self.finished)

    @property
    def late(self) -> tuple[DayItem, ...]:
        """What should have been done already."""
        return tuple(item for item in self.items if item.lateness is Lateness.LATE)

    @property
    def urgent(self) -> tuple[DayItem, ...]:
        """What is marked so."""
        return tuple(item for item in self.items if item.task.is_urgent)

    def by_theme(self) -> dict[str, tuple[DayItem, ...]]:
        """The items of each theme, in order of the first one; "" for those without."""
        themes = dict.fromkeys(item.task.theme for item in self.items)
        return {name: tuple(i for i in self.items if i.task.theme == name) for name in themes}

    def by_circle(self) -> dict[str | None, tuple[DayItem, ...]]:
        """The items of each circle, in order of the first one; None for what is one's own."""
        circles = dict.fromkeys(item.task.circle for item in self.items)
        return {name: tuple(i for i in self.items if i.task.circle == name) for name in circles}


def list_my_day(work: UnitOfWork, who: Who, day: date | None = None) -> MyDay:
    """What `who` has to do on `day` (today when None): theirs, and what waits for anybody.

    Late ones are in it up to today. Undated ones are there every day.
    """
    zone = load_preferences(work.connection, who.user_id).zone
    today = wall_of(work.now, zone).date()
    wanted = day or today
    start = instant_of(wanted, time(), zone)
    tasks = [
        task
        for task in load_tasks(
            work.connection, work.keys, who.standings, who.user_id, closed_since=start
        )
        if is_mine(task, who)
    ]
    end = end_of_day(wanted, zone)
    items = [item for task in tasks for item in _items(task, start, end, work.now)]
    shown = {item.task.id for item in items}
    coming = [one for task in tasks if task.id not in shown for one in _coming(task, end)]
    finished = [pair for task in tasks for pair in _finished(task, start, end)]
    return MyDay(
        wanted,
        tuple(sorted(items, key=_order)),
        tuple(item for _, item in sorted(finished, key=lambda pair: pair[0], reverse=True)),
        tuple(sorted(coming, key=_order)),
    )


def is_mine(task: Task, who: Who) -> bool:
    """Whether `who` is to do it, or anybody who may read it."""
    return can(Act.READ, task, who) and task.assignee in {None, who.user_id}


def count_states(tasks: Iterable[Task]) -> dict[State, int]:
    """How many tasks are in each state."""
    found = [task.state for task in tasks]
    return {state: found.count(state) for state in State}


def _items(task: Task, start: datetime, end: datetime, now: datetime) -> list[DayItem]:
    if task.state is not State.TODO:
        return []
    if task.schedule is None:
        return [DayItem(task, Lateness.UNDATED)]
    is_past_day = end <= now
    since = start if is_past_day or start > now else now - _LOOK_BACK
    if not comes_back(task):
        since = EVER[0]
    near = [
        one for one in planned_between(task, since, end) if state_at(task, one.key) is State.TODO
    ]
    late = [one for one in near if one.occurrence.late_from <= now]
    items = [
        DayItem(task, Lateness.TODAY, one.occurrence, one.key)
        for one in near
        if one.occurrence.late_from > now and one.occurrence.instant >= start
    ]
    if late and start <= now:
        last = late[-1]
        late_item = DayItem(task, Lateness.LATE, last.occurrence, last.key, len(late) - 1)
        items.insert(0, late_item)
    return items


def _coming(task: Task, end: datetime) -> list[DayItem]:
    """The next time that it is to be done, after the day; of what comes back, within a month."""
    if task.state is not State.TODO or task.schedule is None:
        return []
    until = end + _LOOK_BACK if comes_back(task) else EVER[1]
    ahead = planned_between(task, end, until)
    left = (one for one in ahead if state_at(task, one.key) is State.TODO)
    return [DayItem(task, Lateness.COMING, one.occurrence, one.key) for one in islice(left, 1)]


def _finished(
    task: Task, start: datetime, end: datetime
) -> list[tuple[tuple[datetime, str, str], DayItem]]:
    """What of it was done between, with when."""
    found = []
    for name, register in task.fields.items():
        is_done = name.startswith(STATE) and register.value == State.DONE.value
        is_its_own = comes_back(task) is (name != STATE)
        if is_done and is_its_own and start <= register.stamp.at < end:
            key = name.removeprefix(STATE)
            zone = task.schedule.zone if task.schedule else PARIS
            occurrence = parse_key(key, zone) if key else _only(task)
            item = DayItem(task, Lateness.DONE, occurrence, key)
            found.append(((register.stamp.at, task.id, key), item))
    return found


def _only(task: Task) -> Occurrence | None:
    planned = planned_between(task, *EVER) if task.schedule else []
    return planned[0].occurrence if planned else None


def _order(item: DayItem) -> tuple[object, ...]:
    ranks = {Lateness.LATE: 0, Lateness.TODAY: 1, Lateness.UNDATED: 2, Lateness.COMING: 3}
    at = item.occurrence.late_from if item.occurrence else item.task.created_at
    return ranks[item.lateness], not item.task.is_urgent, at, item.task.id
