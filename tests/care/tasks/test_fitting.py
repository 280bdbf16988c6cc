"""A page away for a day speaks of the task as it was: it is done of the task as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from care.moments.model import Frequency, Repeat, Schedule
from care.runtime.errors import Refusal
from care.tasks.fitting import fit_edit
from care.tasks.merging import merge_edit
from care.tasks.model import REMINDERS, SCHEDULE, STATE, Change, State, Task, Value
from tests.care.tasks.scene import NOW, TODAY, at, blank, edit

DAILY = Schedule(TODAY - timedelta(days=2), (time(8),), repeat=Repeat(Frequency.DAILY))
TWICE = Schedule(TODAY, (time(8), time(18)))


def task(**values: Value) -> Task:
    return merge_edit(blank(), edit("add", **{"text": "pilulier", **values})).task


def fitted(task: Task, **values: Value) -> dict[str, Value]:
    changes = fit_edit(task, edit("page", **values), NOW).changes
    return {name: change.value for name, change in changes.items()}


def test_once_or_undated_the_whole_is_done() -> None:
    for schedule in (None, at(8)):
        done = fitted(task(schedule=schedule), **{"state:2026-11-26T08:00": "done"})
        assert done == {STATE: "done"}


def test_what_came_back_meanwhile_is_done_this_time_only() -> None:
    assert fitted(task(schedule=DAILY), **{"state:": "done"}) == {
        f"{STATE}{TODAY}T08:00": "done",
    }
    named = {f"state:{TODAY - timedelta(days=1)}T08:00": "done"}
    assert fitted(task(schedule=DAILY), **named) == named


def test_the_last_time_ends_the_whole_and_reopening_one_reopens_it() -> None:
    first, last = (f"{STATE}{TODAY}T{hour:02d}:00" for hour in (8, 18))
    half = task(schedule=TWICE, **{first: "done"})
    assert fitted(half, **{last: "done"}) == {last: "done", STATE: "done"}
    over = task(schedule=TWICE, **{first: "done", last: "done", STATE: "done"})
    assert fitted(over, **{last: "todo"}) == {last: "todo", STATE: "todo"}
    assert over.state is State.DONE


def test_put_off_alone_when_it_comes_back_else_given_another_day() -> None:
    moved = {f"moved:{TODAY}T08:00": "2026-12-04T09:00"}
    assert fitted(task(schedule=DAILY), **moved) == moved
    once = fitted(task(schedule=at(8)), **moved)
    assert once == {SCHEDULE: Schedule(date(2026, 12, 4), (time(9),)), REMINDERS: (0,)}
    kept = fitted(task(schedule=at(8), reminders=()), **moved)
    assert REMINDERS not in kept
    assert fitted(task(), **{"moved:": "2026-12-04"})[SCHEDULE] == Schedule(date(2026, 12, 4))


def test_an_occurrence_that_is_no_more_is_not_lost_silently() -> None:
    weekly = replace(DAILY, repeat=Repeat(Frequency.WEEKLY, weekdays=(0,)))
    with pytest.raises(Refusal, match="task-no-occurrence") as refused:
        fitted(task(schedule=weekly), **{f"moved:{TODAY}T08:00": "2026-12-04"})
    assert refused.value.facts == {"text": "pilulier"}
    with pytest.raises(Refusal, match="task-bad-value"):
        fitted(task(), **{"moved:": "demain"})


def test_what_was_seen_goes_with_what_it_became() -> None:
    seen = Change("2026-12-04", ("add",))
    made = fit_edit(task(schedule=at(8)), replace(edit("page"), changes={"moved:": seen}), NOW)
    assert made.changes[SCHEDULE].seen == ("add",)
