"""What rings, to whom, and when it waits; each person's day at their hour."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from care.moments.model import Frequency, Repeat, Schedule
from care.runtime.clock import ManualClock
from care.runtime.timers import Timer
from care.runtime.units import Units
from care.tasks.model import Preferences, Ringing, Value
from care.tasks.reminding import (
    choose_preferences,
    day_to_tell,
    fire_reminder,
    is_reminder,
    tell_day,
)
from care.tasks.workflow import erase_task, finish_task, postpone_task
from tests.care.tasks.scene import (
    BELL,
    CIRCLE,
    NINA,
    NOW,
    PAUL,
    TODAY,
    add,
    at,
    take_due,
    task_id,
    units_of,
    who,
)

HOUR = timedelta(hours=1)


def scene(**values: Value) -> tuple[Units, ManualClock]:
    clock = ManualClock(NOW)
    units = units_of(clock=clock)
    with units.unit("add") as work:
        add(work, 1, **({"schedule": at(14)} | values))
    return units, clock


def ring(units: Units, clock: ManualClock) -> list[Ringing | None]:
    """Everything that is due, and what it comes to."""
    with units.unit(f"ring{clock.now()}") as work:
        due = [timer for timer in take_due(work, clock.now()) if is_reminder(timer)]
        return [fire_reminder(work, timer) for timer in due]


def test_rings_once_for_whoever_it_is_for() -> None:
    for assignee, people in ((None, ()), (NINA, (NINA,))):
        units, clock = scene(assignee=assignee)
        assert ring(units, clock) == []
        clock.advance(4 * HOUR)
        (found,) = ring(units, clock)
        assert found is not None
        assert (found.people, found.task.circle) == (people, CIRCLE)
        assert [one.key for one in found.planned] == ["2026-11-26T14:00"]
        assert (found.due_at, found.late_by) == (NOW + 4 * HOUR, timedelta())
        clock.advance(HOUR)
        assert ring(units, clock) == []


def test_ones_own_rings_for_oneself() -> None:
    units = units_of(clock=(clock := ManualClock(NOW)))
    with units.unit("add") as work:
        add(work, 1, circle=None, schedule=at(14))
    clock.advance(4 * HOUR)
    (found,) = ring(units, clock)
    assert found is not None
    assert found.people == (PAUL,)


def test_missed_ones_are_caught_up_each_once() -> None:
    daily = Schedule(TODAY, (time(14), time(20)), repeat=Repeat(Frequency.DAILY))
    units, clock = scene(schedule=daily)
    clock.advance(28 * HOUR)
    rung = []
    while found := ring(units, clock):
        rung += [(one.planned[0].key, one.late_by) for one in found if one]
    assert rung == [
        ("2026-11-26T14:00", 24 * HOUR),
        ("2026-11-26T20:00", 18 * HOUR),
        ("2026-11-27T14:00", timedelta()),
    ]


def test_nothing_rings_of_what_is_done_moved_or_erased() -> None:
    units, clock = scene()
    with units.unit("two") as work:
        stale = Timer(BELL, f"tasks:ring:{task_id(1)}", NOW + 4 * HOUR, {"task": task_id(1)})
        finish_task(work, who(NINA), task_id(1), "n")
        assert fire_reminder(work, stale) is None
        add(work, 2, schedule=at(14))
        postpone_task(work, who(NINA), task_id(2), "n2", at(15))
        moved = Timer(BELL, f"tasks:ring:{task_id(2)}", NOW + 4 * HOUR, {"task": task_id(2)})
        assert fire_reminder(work, moved) is None
        erase_task(work, who(PAUL), task_id(2))
        assert fire_reminder(work, moved) is None
    clock.advance(6 * HOUR)
    assert ring(units, clock) == []


def test_quiet_hours_hold_what_others_asked_until_they_are_over() -> None:
    units, clock = scene(assignee=NINA, schedule=at(22))
    with units.unit("two") as work:
        quiet = Preferences(quiet_from=time(20), quiet_to=time(7))
        choose_preferences(work, who(NINA), quiet)
    clock.advance(12 * HOUR)
    assert ring(units, clock) == [None]
    clock.advance(9 * HOUR - timedelta(seconds=1))
    assert ring(units, clock) == []
    clock.advance(timedelta(seconds=1))
    (found,) = ring(units, clock)
    assert found is not None
    assert (found.people, found.late_by) == ((NINA,), 9 * HOUR)
    assert ring(units, clock) == []


def test_what_was_done_in_the_quiet_hours_does_not_ring_after_them() -> None:
    units, clock = scene(assignee=NINA, schedule=at(22))
    with units.unit("two") as work:
        choose_preferences(work, who(NINA), Preferences(quiet_from=time(20), quiet_to=time(7)))
    clock.advance(12 * HOUR)
    ring(units, clock)
    with units.unit("three") as work:
        finish_task(work, who(NINA), task_id(1), "n")
    clock.advance(12 * HOUR)
    assert ring(units, clock) == [None]


def test_what_is_urgent_rings_in_the_night() -> None:
    units, clock = scene(assignee=NINA, schedule=at(22), urgent=True)
    with units.unit("two") as work:
        choose_preferences(work, who(NINA), Preferences(quiet_from=time(20), quiet_to=time(7)))
    clock.advance(12 * HOUR)
    (found,) = ring(units, clock)
    assert found is not None


def test_each_day_is_told_at_the_hour_that_was_chosen_once_even_after_an_absence() -> None:
    units, clock = scene(schedule=at(8))
    with units.unit("two") as work:
        choose_preferences(work, who(PAUL), Preferences(summary_at=time(7, 30)))
    told: list[datetime] = []
    for hours in (20, 2, 24, 72, 24):
        clock.advance(hours * HOUR)
        with units.unit(f"day{clock.now()}") as work:
            for timer in take_due(work, clock.now()):
                if (user := day_to_tell(timer)) is not None:
                    assert user == PAUL
                    assert not is_reminder(timer)
                    day = tell_day(work, timer, who(PAUL))
                    assert [item.task.id for item in day.late] == [task_id(1)]
                    told.append(timer.due_at)
    assert len(told) == len(set(told)) == 4
    assert {one.astimezone().minute for one in told} == {30}


def test_a_reminder_is_not_a_day() -> None:
    timer = Timer(BELL, f"tasks:ring:{task_id(1)}", NOW)
    assert is_reminder(timer)
    assert day_to_tell(timer) is None
