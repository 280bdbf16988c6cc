"""The timers of tasks and of days."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from care.runtime.timers import Timer, load_due, next_due
from care.tasks.bells import (
    ask_to_show,
    end_of_quiet,
    hold_ring,
    next_summary,
    set_bell,
    set_day,
    silence,
    task_to_show,
)
from care.tasks.merging import merge_edit
from care.tasks.model import Preferences
from care.tasks.store import Stored
from tests.care.tasks.scene import BELL, NOW, PAUL, at, blank, edit, take_due, task_id, units_of

PARIS = ZoneInfo("Europe/Paris")
TASK = merge_edit(blank(), edit("a", text="x", schedule=at(14), reminders=(0,))).task


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def test_one_timer_per_task() -> None:
    with units_of().unit("one") as work:
        set_bell(work, BELL, Stored(TASK, NOW))
        set_bell(work, BELL, Stored(TASK, NOW))
        assert next_due(work.connection, [BELL]) == paris("2026-11-26T14:00")
        assert len(load_due(work.connection, [BELL], NOW + timedelta(days=1))) == 1
        set_bell(work, BELL, Stored(TASK, NOW + timedelta(days=1)))
        assert next_due(work.connection, [BELL]) is None
        set_bell(work, BELL, Stored(TASK, NOW))
        silence(work, BELL, TASK.id)
        assert next_due(work.connection, [BELL]) is None


@pytest.mark.parametrize(
    ("at_hour", "weekdays", "now", "due"),
    [
        (time(7, 30), (0, 1, 2, 3, 4, 5, 6), "2026-11-26T07:00", "2026-11-26T07:30"),
        (time(7, 30), (0, 1, 2, 3, 4, 5, 6), "2026-11-26T07:30", "2026-11-27T07:30"),
        (time(7, 30), (0,), "2026-11-26T08:00", "2026-11-30T07:30"),
        (time(7, 30), (3,), "2026-11-26T08:00", "2026-12-03T07:30"),
        (time(2, 30), (6,), "2026-03-28T08:00", "2026-03-29T03:00"),
        (time(7, 30), (6,), "2026-10-24T08:00", "2026-10-25T07:30"),
        (None, (0,), "2026-11-26T08:00", None),
        (time(7, 30), (), "2026-11-26T08:00", None),
    ],
)
def test_the_next_summary(
    at_hour: time | None, weekdays: tuple[int, ...], now: str, due: str | None
) -> None:
    found = next_summary(Preferences(at_hour, weekdays), paris(now))
    assert found == (None if due is None else paris(due))


def test_a_day_is_told_once_and_may_be_given_up() -> None:
    with units_of().unit("one") as work:
        set_day(work, BELL, PAUL, Preferences(time(7, 30)))
        (timer,) = take_due(work, NOW + timedelta(days=1))
        assert (timer.due_at, timer.data) == (paris("2026-11-27T07:30"), {"user": PAUL})
        set_day(work, BELL, PAUL, Preferences(time(7, 30)))
        set_day(work, BELL, PAUL, Preferences())
        assert next_due(work.connection, [BELL]) is None


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-26T23:00", "2026-11-27T07:00"),
        ("2026-11-26T03:00", "2026-11-26T07:00"),
        ("2026-10-24T23:00", "2026-10-25T07:00"),
    ],
)
def test_the_end_of_quiet_hours(now: str, end: str) -> None:
    quiet = Preferences(quiet_from=time(20), quiet_to=time(7))
    assert end_of_quiet(quiet, paris(now)) == paris(end)


def test_what_is_held_remembers_when_it_was_due() -> None:
    with units_of().unit("one") as work:
        ring = Timer(BELL, "tasks:ring:x", NOW, {"task": task_id(1)})
        hold_ring(work, ring, task_id(1), PAUL, NOW + timedelta(hours=8))
        (held,) = take_due(work, NOW + timedelta(hours=9))
        assert held.due_at == NOW + timedelta(hours=8)
        assert datetime.fromisoformat(held.data["due_at"]) == NOW


def test_a_card_is_asked_to_be_shown_once_and_now() -> None:
    with units_of().unit("one") as work:
        for _ in range(2):
            ask_to_show(work, BELL, TASK.id)
        (timer,) = take_due(work, NOW)
        assert task_to_show(timer) == TASK.id
        set_bell(work, BELL, Stored(TASK, NOW))
        (ring,) = take_due(work, NOW + timedelta(days=30))
        assert task_to_show(ring) is None
