"""When tasks come round and ring: done, moved and missed ones each on their own."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from care.moments.model import Frequency, Repeat, Schedule
from care.tasks.agenda import (
    comes_back,
    next_ring,
    planned_between,
    ring_instant,
    rings_at,
    state_at,
)
from care.tasks.merging import merge_edit
from care.tasks.model import State, Task, Value
from tests.care.tasks.scene import NOW, TODAY, at, blank, edit

PARIS = ZoneInfo("Europe/Paris")
TWICE = Schedule(TODAY, (time(8), time(20)), repeat=Repeat(Frequency.DAILY))
DAY = timedelta(days=1)


def task(schedule: Schedule | None, *reminders: int, **values: Value) -> Task:
    made = edit("a", text="x", schedule=schedule, reminders=reminders, **values)
    return merge_edit(blank(), made).task


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def test_once_has_one_state() -> None:
    once = task(at(8), **{"state:": "done"})
    assert not comes_back(once)
    assert state_at(once, "2026-11-26T08:00") is State.DONE


def test_each_occurrence_has_its_own() -> None:
    made = task(TWICE, **{"state:2026-11-26T08:00": "done"})
    assert comes_back(made)
    states = [state_at(made, one.key) for one in planned_between(made, NOW - DAY, NOW + DAY)]
    assert states == [State.DONE, State.TODO, State.TODO]
    assert state_at(task(TWICE, **{"state:": "cancelled"}), "2026-11-26T08:00") is State.CANCELLED


def test_an_occurrence_that_was_moved_is_where_it_was_moved_to() -> None:
    made = task(TWICE, 0, **{"moved:2026-11-26T20:00": "2026-11-27T09:30"})
    near = planned_between(made, NOW, NOW + DAY)
    assert [(one.key, one.occurrence.key) for one in near] == [
        ("2026-11-27T08:00", "2026-11-27T08:00"),
        ("2026-11-26T20:00", "2026-11-27T09:30"),
    ]
    assert next_ring(made, NOW) == paris("2026-11-27T08:00")
    assert next_ring(made, paris("2026-11-27T08:00")) == paris("2026-11-27T09:30")
    (ringing,) = rings_at(made, paris("2026-11-27T09:30"))
    assert ringing.key == "2026-11-26T20:00"


def test_moves_of_another_schedule_are_forgotten() -> None:
    made = task(TWICE, **{"moved:2026-11-26T09:00": "2026-11-27T09:30"})
    keys = [one.occurrence.key for one in planned_between(made, NOW, NOW + DAY)]
    assert keys == ["2026-11-26T20:00", "2026-11-27T08:00"]


def test_rings_before_its_hour_and_at_it() -> None:
    made = task(at(14), 0, 60)
    assert next_ring(made, NOW) == paris("2026-11-26T13:00")
    assert next_ring(made, paris("2026-11-26T13:00")) == paris("2026-11-26T14:00")
    assert next_ring(made, paris("2026-11-26T14:00")) is None
    assert len(rings_at(made, paris("2026-11-26T13:00"))) == 1
    assert rings_at(made, paris("2026-11-26T13:30")) == ()


def test_what_is_done_does_not_ring() -> None:
    made = task(TWICE, 0, **{"state:2026-11-26T20:00": "done"})
    assert next_ring(made, NOW) == paris("2026-11-27T08:00")
    assert rings_at(made, paris("2026-11-26T20:00")) == ()
    assert next_ring(task(TWICE, 0, **{"state:": "done"}), NOW) is None
    assert rings_at(task(TWICE, 0, **{"state:": "done"}), paris("2026-11-27T08:00")) == ()
    assert next_ring(task(TWICE), NOW) is None
    assert next_ring(task(None, 0), NOW) is None


def test_a_day_without_an_hour_rings_in_the_morning() -> None:
    whole = task(Schedule(TODAY + DAY), 0, 1440)
    assert next_ring(whole, NOW - DAY) == paris("2026-11-26T08:00")
    assert next_ring(whole, NOW) == paris("2026-11-27T08:00")
    (found,) = rings_at(whole, paris("2026-11-27T08:00"))
    assert ring_instant(found.occurrence, 0) == paris("2026-11-27T08:00")


@pytest.mark.parametrize("night", ["2026-03-28", "2026-10-24"])
def test_the_nights_when_the_clock_changes(night: str) -> None:
    start = paris(f"{night}T12:00")
    schedule = Schedule(start.date(), (time(2, 30),), repeat=Repeat(Frequency.DAILY))
    rings, after = [], start
    for _ in range(3):
        found = next_ring(task(schedule, 0), after)
        assert found is not None
        assert len(rings_at(task(schedule, 0), found)) == 1
        rings.append(found.astimezone(PARIS).strftime("%H:%M"))
        after = found
    assert rings == [("03:00" if night == "2026-03-28" else "02:30"), "02:30", "02:30"]
