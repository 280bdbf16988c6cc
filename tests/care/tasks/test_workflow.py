"""Finish, reopen, cancel, postpone, hand over, erase: for the whole or for one occurrence."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from care.moments.model import Frequency, Repeat, Schedule
from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.timers import next_due
from care.tasks.model import Standing, State
from care.tasks.workflow import (
    cancel_task,
    erase_task,
    finish_task,
    hand_over_task,
    postpone_task,
    reopen_task,
    show_task,
)
from tests.care.tasks.scene import (
    ALICE,
    BELL,
    LEA,
    NINA,
    NOW,
    PAUL,
    TODAY,
    add,
    at,
    task_id,
    units_of,
    who,
)

TWICE = Schedule(TODAY, (time(8), time(20)), repeat=Repeat(Frequency.DAILY))


def test_done_once_and_reopened() -> None:
    with units_of().unit("one") as work:
        add(work, 1, schedule=at(14))
        done = finish_task(work, who(NINA), task_id(1), "n1")
        assert (done.task.state, done.repeated) == (State.DONE, False)
        assert next_due(work.connection, [BELL]) is None
        assert finish_task(work, who(NINA), task_id(1), "n1").repeated
        with pytest.raises(Refusal, match="task-already-done") as refusal:
            finish_task(work, who(PAUL), task_id(1), "p1")
        assert refusal.value.facts == {"by": NINA}
        assert reopen_task(work, who(PAUL), task_id(1), "p2").task.state is State.TODO
        assert next_due(work.connection, [BELL]) == NOW + timedelta(hours=4)
        assert cancel_task(work, who(PAUL), task_id(1), "p3").task.state is State.CANCELLED
        with pytest.raises(Refusal, match="task-already-cancelled"):
            finish_task(work, who(PAUL), task_id(1), "p4")


def test_of_what_comes_back_the_one_that_is_due_is_done() -> None:
    clock = ManualClock(NOW)
    units = units_of(clock=clock)
    with units.unit("one") as work:
        add(work, 1, schedule=TWICE)
        first = finish_task(work, who(NINA), task_id(1), "n1")
        assert first.occurrence == "2026-11-26T08:00"
        assert first.task.state is State.TODO
        ahead = finish_task(work, who(NINA), task_id(1), "n2")
        assert ahead.occurrence == "2026-11-26T20:00"
        again = reopen_task(work, who(NINA), task_id(1), "n3")
        assert again.occurrence == "2026-11-26T08:00"
        named = finish_task(work, who(NINA), task_id(1), "n4", "2026-11-30T20:00")
        assert named.task.state_of("2026-11-30T20:00") is State.DONE
        with pytest.raises(Refusal, match="task-no-occurrence"):
            finish_task(work, who(NINA), task_id(1), "n5", "2026-11-30T21:00")
        skipped = cancel_task(work, who(NINA), task_id(1), "n6", "2026-12-01T08:00")
        assert skipped.task.state_of("2026-12-01T08:00") is State.CANCELLED
        whole = cancel_task(work, who(NINA), task_id(1), "n7")
        assert whole.task.state is State.CANCELLED


def test_the_last_occurrence_ends_the_whole() -> None:
    with units_of().unit("one") as work:
        both = Schedule(TODAY, (time(8), time(20)))
        add(work, 1, schedule=both)
        assert finish_task(work, who(NINA), task_id(1), "n1").task.state is State.TODO
        assert finish_task(work, who(NINA), task_id(1), "n2").task.state is State.DONE
        back = reopen_task(work, who(NINA), task_id(1), "n3", "2026-11-26T20:00").task
        assert back.state is State.TODO
        assert back.state_of("2026-11-26T20:00") is State.TODO
        assert back.state_of("2026-11-26T08:00") is State.DONE


def test_put_off() -> None:
    with units_of().unit("one") as work:
        add(work, 1, schedule=at(14))
        moved = postpone_task(work, who(NINA), task_id(1), "n1", at(16))
        assert moved.task.schedule == at(16)
        assert next_due(work.connection, [BELL]) == NOW + timedelta(hours=6)
        assert postpone_task(work, who(NINA), task_id(1), "n1", at(17)).repeated
        add(work, 2)
        dated = postpone_task(work, who(NINA), task_id(2), "n2", at(18))
        assert (dated.task.schedule, dated.task.reminders) == (at(18), (0,))


def test_put_off_one_of_what_comes_back() -> None:
    with units_of().unit("one") as work:
        add(work, 1, schedule=TWICE)
        moved = postpone_task(work, who(NINA), task_id(1), "n1", at(11))
        assert moved.occurrence == "2026-11-26T08:00"
        assert moved.task.schedule == TWICE
        assert next_due(work.connection, [BELL]) == NOW + timedelta(hours=1)
        done = finish_task(work, who(NINA), task_id(1), "n2", "2026-11-26T08:00")
        assert next_due(work.connection, [BELL]) == NOW + timedelta(hours=10)
        assert done.task.state is State.TODO
        weekly = Schedule(TODAY, repeat=Repeat(Frequency.WEEKLY, weekdays=(3,)))
        assert postpone_task(work, who(NINA), task_id(1), "n3", weekly).task.schedule == weekly


def test_handed_over() -> None:
    with units_of().unit("one") as work:
        add(work, 1)
        given = hand_over_task(work, who(PAUL), task_id(1), "p1", LEA, Standing.NEAR)
        assert given.task.assignee == LEA
        assert hand_over_task(work, who(PAUL), task_id(1), "p1", NINA, Standing.CARES).repeated
        with pytest.raises(Refusal, match="task-recipient-apart"):
            hand_over_task(work, who(PAUL), task_id(1), "p2", "@gone:test")
        with pytest.raises(Refusal, match="task-not-yours"):
            hand_over_task(work, who(LEA), task_id(1), "l1", PAUL, Standing.CARES)
        assert hand_over_task(work, who(NINA), task_id(1), "n1", None).task.assignee is None


def test_erased() -> None:
    with units_of().unit("one") as work:
        add(work, 1, schedule=at(14))
        with pytest.raises(Refusal, match="task-not-yours"):
            erase_task(work, who(NINA), task_id(1))
        assert erase_task(work, who(ALICE), task_id(1)).text == "retrait pansement"
        assert next_due(work.connection, [BELL]) is None
        with pytest.raises(Refusal, match="task-unknown"):
            show_task(work, who(ALICE), task_id(1))
        with pytest.raises(Refusal, match="task-gone"):
            add(work, 1)
