"""Somebody leaves; a circle's time is over."""

from __future__ import annotations

from care.runtime.timers import next_due
from care.tasks.leaving import erase_circle_tasks, release_tasks
from care.tasks.store import load_circle_tasks, load_tasks
from care.tasks.workflow import finish_task
from tests.care.tasks.scene import (
    ALICE,
    BELL,
    CIRCLE,
    KEYS,
    NINA,
    PAUL,
    add,
    at,
    task_id,
    units_of,
    who,
)


def test_what_was_theirs_waits_for_the_others() -> None:
    with units_of().unit("one") as work:
        add(work, 1, assignee=NINA, schedule=at(14))
        add(work, 2, assignee=PAUL)
        add(work, 3, assignee=NINA)
        finish_task(work, who(PAUL), task_id(3), "p")
        (released,) = release_tasks(work, who(ALICE), CIRCLE, NINA)
        assert (released.id, released.assignee) == (task_id(1), None)
        assert next_due(work.connection, [BELL]) is not None
        assert release_tasks(work, who(ALICE), CIRCLE, NINA) == ()
        kept = load_circle_tasks(work.connection, KEYS, CIRCLE)
        assert [task.assignee for task in kept] == [None, PAUL]


def test_nothing_is_kept_of_a_circle_whose_time_is_over() -> None:
    with units_of().unit("one") as work:
        add(work, 1, schedule=at(14))
        add(work, 2)
        add(work, 3, circle=None)
        finish_task(work, who(PAUL), task_id(2), "p")
        assert erase_circle_tasks(work, who(ALICE), CIRCLE) == 2
        assert [one.id for one in load_tasks(work.connection, KEYS, [CIRCLE], PAUL)] == [task_id(3)]
        assert next_due(work.connection, [BELL]) is None
