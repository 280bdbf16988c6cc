"""Who may do what, what becomes of a task, and what no task may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from care.moments.model import Frequency, Repeat, Schedule
from care.runtime.errors import Refusal
from care.tasks.merging import merge_edit
from care.tasks.model import Act, Change, Preferences, Standing, State, Task, Value
from care.tasks.rules import (
    ALLOWED,
    TRANSITIONS,
    acts_of,
    can,
    check_can_grow,
    check_changes,
    check_may,
    check_may_receive,
    decide_stamp,
    decide_state,
    is_held,
)
from tests.care.tasks.scene import ALICE, LEA, NINA, NOW, PAUL, TODAY, at, blank, edit, who


def task(author: str = PAUL, **values: Value) -> Task:
    return merge_edit(blank(author=author), edit("a", author, text="x", **values)).task


def test_each_state_and_standing_is_in_each_table() -> None:
    assert set(TRANSITIONS) == set(State)
    assert {to for acts in TRANSITIONS.values() for to in acts.values()} <= set(State)
    assert set(ALLOWED) == set(Standing)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_states(state: State, act: Act) -> None:
    expected = {
        (State.TODO, Act.FINISH): State.DONE,
        (State.TODO, Act.CANCEL): State.CANCELLED,
        (State.DONE, Act.REOPEN): State.TODO,
        (State.CANCELLED, Act.REOPEN): State.TODO,
    }.get((state, act))
    if expected is not None:
        assert decide_state(state, act, NINA) is expected
    else:
        with pytest.raises(Refusal, match=f"task-already-{state.value}") as refusal:
            decide_state(state, act, NINA)
        assert refusal.value.facts == {"by": NINA}


@pytest.mark.parametrize(
    ("user", "author", "assignee", "for_all", "allowed"),
    [
        (PAUL, NINA, None, False, set(Act) - {Act.ERASE}),
        (PAUL, PAUL, None, False, set(Act)),
        (ALICE, NINA, None, False, set(Act)),
        (LEA, NINA, None, False, {Act.ADD}),
        (LEA, NINA, None, True, {Act.ADD, Act.READ}),
        (LEA, NINA, LEA, False, {Act.ADD, Act.READ, Act.FINISH, Act.REOPEN, Act.POSTPONE}),
        (LEA, LEA, None, False, set(Act)),
        ("@gone:test", "@gone:test", "@gone:test", True, set()),
    ],
)
def test_who_may(
    user: str, author: str, assignee: str | None, for_all: bool, allowed: set[Act]
) -> None:
    made = task(author, assignee=assignee, for_all=for_all)
    assert {act for act in Act if can(act, made, who(user))} == allowed


def test_what_is_ones_own_is_nobody_elses() -> None:
    mine = replace(task(), circle=None)
    assert {act for act in Act if can(act, mine, who(PAUL))} == set(Act) - {Act.HAND_OVER}
    assert not any(can(act, mine, who(ALICE)) for act in Act)


def test_who_may_not_read_learns_nothing() -> None:
    with pytest.raises(Refusal, match="task-unknown"):
        check_may(Act.FINISH, task(), who(LEA))
    with pytest.raises(Refusal, match="task-not-yours"):
        check_may(Act.ERASE, task(NINA), who(PAUL))
    with pytest.raises(Refusal, match="task-personal"):
        check_may(Act.HAND_OVER, replace(task(), circle=None), who(PAUL))


def test_nothing_is_handed_to_whom_the_circle_does_not_know() -> None:
    check_may_receive(Standing.NEAR)
    with pytest.raises(Refusal, match="task-recipient-apart"):
        check_may_receive(Standing.APART)


def test_what_an_edit_does() -> None:
    made = edit("a", text="x", schedule=at(8), assignee=NINA, **{"state:": "done", "tag:a": True})
    assert acts_of(made) == {Act.EDIT, Act.POSTPONE, Act.HAND_OVER, Act.FINISH}
    assert acts_of(edit("a", **{"state:2026-11-26": "todo"})) == {Act.REOPEN}
    with pytest.raises(Refusal, match="task-bad-field"):
        acts_of(edit("a", circle="c"))
    with pytest.raises(Refusal, match="task-bad-value"):
        acts_of(edit("a", **{"state:": "lost"}))


DAILY = Repeat(Frequency.DAILY)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("text", ""), ("text", "  "), ("text", "x" * 4001), ("text", None), ("theme", "x" * 256)),
        *(("urgent", "yes"), ("urgent", None), ("assignee", ""), ("assignee", True)),
        *(
            ("tag:", True),
            ("tag:x", "yes"),
            ("attachment: ", True),
            ("attachment:" + "x" * 256, True),
        ),
        *(("reminders", (-1,)), ("reminders", (True,)), ("reminders", tuple(range(11)))),
        *(("reminders", (60 * 24 * 61,)), ("reminders", "soon"), ("schedule", "soon")),
        ("schedule", Schedule(date(1990, 1, 1))),
        ("schedule", Schedule(TODAY + timedelta(days=366 * 12))),
        ("schedule", Schedule(TODAY, repeat=Repeat(Frequency.MONTHLY))),
        ("schedule", Schedule(TODAY, repeat=replace(DAILY, until=date(2090, 1, 1)))),
        ("schedule", Schedule(TODAY, repeat=replace(DAILY, but=(date(1990, 1, 1),)))),
        ("schedule", Schedule(TODAY, zone="Europe/Nowhere")),
        ("schedule", Schedule(TODAY, zone="../etc")),
        *(("state:x", "done"), ("moved:x", "2026-11-26"), ("moved:2026-11-26", "soon")),
        ("moved:", "2026-11-26"),
    ],
)
def test_values_that_no_task_has(name: str, value: Value) -> None:
    with pytest.raises(Refusal, match="task-bad-value"):
        check_changes({name: Change(value)}, TODAY)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("text", "x" * 4000), ("theme", ""), ("urgent", False), ("assignee", None)),
        *(("tag:soins", True), ("reminders", ()), ("reminders", (0, 1440)), ("schedule", None)),
        ("schedule", Schedule(TODAY, (time(8),), repeat=DAILY)),
        ("schedule", Schedule(TODAY, (time(8),), "Indian/Reunion")),
        *(("state:", "done"), ("state:2026-11-26T08:00", "todo")),
        *(("moved:2026-11-26", "2026-11-27T09:00"), ("moved:2026-11-26", None)),
    ],
)
def test_values_that_tasks_have(name: str, value: Value) -> None:
    check_changes({name: Change(value)}, TODAY)


def test_not_more_photos_than_anybody_can_look_at() -> None:
    many = edit("a", **{f"attachment:${number}": True for number in range(51)})
    with pytest.raises(Refusal, match="task-too-much"):
        check_can_grow(blank(), many)


def test_a_clock_that_is_ahead_does_not_win_for_ever() -> None:
    late = NOW + timedelta(days=9)
    assert decide_stamp(blank(), Change("x"), late, NOW) == NOW
    assert decide_stamp(blank(), Change("x", at=late), NOW, NOW) == NOW


def test_a_clock_that_is_behind_comes_after_what_it_saw() -> None:
    made, behind = task(theme="plaie"), NOW - timedelta(hours=2)
    seen = decide_stamp(made, Change("soin", ("a",)), behind, NOW)
    assert seen == NOW + timedelta(microseconds=1)
    assert decide_stamp(made, Change("soin"), behind, NOW) == behind
    assert decide_stamp(made, Change("soin", at=behind), NOW, NOW) == behind


@pytest.mark.parametrize(
    ("hour", "quiet_from", "quiet_to", "held"),
    [
        *((23, 20, 7, True), (3, 20, 7, True), (7, 20, 7, False), (12, 20, 7, False)),
        *((13, 12, 14, True), (14, 12, 14, False), (12, 12, 12, False)),
    ],
)
def test_quiet_hours(hour: int, quiet_from: int, quiet_to: int, held: bool) -> None:
    quiet = Preferences(quiet_from=time(quiet_from), quiet_to=time(quiet_to))
    now = datetime(2026, 11, 26, hour - 1, tzinfo=UTC)
    assert is_held(quiet, task(assignee=NINA), NINA, now) is held
    assert not is_held(quiet, task(assignee=NINA, urgent=True), NINA, now)
    assert not is_held(quiet, task(assignee=PAUL), PAUL, now)
    assert not is_held(Preferences(), task(assignee=NINA), NINA, now)
