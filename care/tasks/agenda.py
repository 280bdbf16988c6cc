"""When a task comes round, rings, and is late: occurrences with their own states and moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from itertools import takewhile

from care.moments.model import Occurrence, parse_key
from care.moments.occurrences import comes_round, occurrences
from care.moments.wall import instant_of
from care.tasks.model import MOVED, Planned, State, Task

#: The hour of reminders of tasks that have a day and no hour.
WHOLE_DAY_RINGS_AT = time(8)
_DAY, _TICK = timedelta(days=1), timedelta(microseconds=1)
_LOOK_BACK = timedelta(days=31)
_LOOK_AHEAD = 13 * _LOOK_BACK
#: Before any task, and after.
EVER = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def planned_between(task: Task, start: datetime, end: datetime) -> list[Planned]:
    """What begins from `start` on and before `end`, where it was moved to, in order."""
    if task.schedule is None:
        return []
    moved = _moved(task)
    since = (start - 2 * _DAY).date()
    near = takewhile(lambda one: one.instant < end, occurrences(task.schedule, since))
    found = [Planned(one.key, one) for one in near if one.key not in moved]
    found += [Planned(key, one) for key, one in moved.items()]
    ahead = [one for one in found if start <= one.occurrence.instant < end]
    return sorted(ahead, key=lambda one: (one.occurrence.instant, one.key))


def comes_back(task: Task) -> bool:
    """Whether it is done more than once: then each occurrence has its own state."""
    return task.schedule is not None and task.schedule.comes_back


def state_at(task: Task, key: str) -> State:
    """How far that occurrence is."""
    if task.state is not State.TODO or not comes_back(task):
        return task.state
    return task.state_of(key)


def due_key(task: Task, now: datetime, wanted: State = State.TODO) -> str:
    """The occurrence that is meant when none is named: the last one begun, else the next."""
    begun, ahead = (
        [one.key for one in planned_between(task, start, end) if state_at(task, one.key) is wanted]
        for start, end in ((now - _LOOK_BACK, now + _TICK), (now, now + _LOOK_AHEAD))
    )
    return begun[-1] if begun else next(iter(ahead), "")


def goes_on(task: Task, key: str) -> bool:
    """Whether something is left to do of what comes back, once `key` is done."""
    schedule = task.schedule
    assert schedule is not None
    if schedule.repeat is not None and not (schedule.repeat.until or schedule.repeat.count):
        return True
    every = planned_between(task, *EVER)
    return any(one.key != key and state_at(task, one.key) is State.TODO for one in every)


def ring_instant(occurrence: Occurrence, minutes_before: int) -> datetime:
    """When a reminder of `occurrence` rings."""
    at = occurrence.at or WHOLE_DAY_RINGS_AT
    return instant_of(occurrence.day, at, occurrence.zone) - timedelta(minutes=minutes_before)


def next_ring(task: Task, after: datetime) -> datetime | None:
    """The first instant after `after` at which something of `task` rings."""
    if task.state is not State.TODO or task.schedule is None:
        return None
    found = [at for minutes in task.reminders for at in _rings(task, after, minutes)]
    return min(found, default=None)


def rings_at(task: Task, instant: datetime) -> tuple[Planned, ...]:
    """What rings at that very instant."""
    if task.state is not State.TODO:
        return ()
    longest = timedelta(minutes=max(task.reminders, default=0))
    return tuple(
        one
        for one in planned_between(task, instant - _DAY, instant + longest + _DAY)
        if state_at(task, one.key) is State.TODO
        and any(ring_instant(one.occurrence, minutes) == instant for minutes in task.reminders)
    )


def _rings(task: Task, after: datetime, minutes: int) -> Iterator[datetime]:
    """The next ring of what was moved, and of what was not."""
    assert task.schedule is not None
    moved = _moved(task)
    since = (after + timedelta(minutes=minutes) - 2 * _DAY).date()
    as_planned = (one for one in occurrences(task.schedule, since) if one.key not in moved)
    for series in (moved.items(), ((one.key, one) for one in as_planned)):
        rings = (
            at
            for key, one in series
            if (at := ring_instant(one, minutes)) > after and state_at(task, key) is State.TODO
        )
        if (first := next(rings, None)) is not None:
            yield first


def _moved(task: Task) -> Mapping[str, Occurrence]:
    """Where occurrences of the schedule as it is now were moved to, in order of time."""
    schedule = task.schedule
    assert schedule is not None
    found: dict[str, Occurrence] = {}
    for name in task.fields:
        key, value = name.removeprefix(MOVED), task.value(name)
        if name == key or not isinstance(value, str):
            continue
        first, now = parse_key(key, schedule.zone), parse_key(value, schedule.zone)
        if first is not None and now is not None and comes_round(schedule, first):
            found[key] = now
    return dict(sorted(found.items(), key=lambda item: item[1].instant))
