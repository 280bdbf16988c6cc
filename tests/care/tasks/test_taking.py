"""Tasks are added and edited, once per edit, by those who may, with or without a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from care.moments.model import Frequency, Repeat, Schedule
from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.timers import next_due
from care.tasks.model import Change, Edit
from care.tasks.reminding import fire_reminder
from care.tasks.store import delete_tasks
from care.tasks.taking import add_task, change_now, edit_task, own_topic, require_task, topic_of
from tests.care.tasks.scene import (
    ALICE,
    BELL,
    CIRCLE,
    LEA,
    NINA,
    NOW,
    OTHER,
    PAUL,
    TEAM,
    TODAY,
    add,
    at,
    edit,
    take_due,
    task_id,
    units_of,
    who,
)


def test_added_once_and_rings_at_its_hour() -> None:
    with units_of().unit("one") as work:
        added = add(work, 1, schedule=at(14))
        assert (added.task.author, added.task.circle, added.task.reminders) == (PAUL, CIRCLE, (0,))
        assert not added.repeated
        again = add(work, 1, schedule=at(14))
        assert (again.task, again.repeated) == (added.task, True)
        assert next_due(work.connection, [BELL]) == NOW + timedelta(hours=4)


def test_a_whole_day_or_a_silent_hour_does_not_ring() -> None:
    with units_of().unit("one") as work:
        assert add(work, 1, schedule=Schedule(TODAY)).task.reminders == ()
        assert add(work, 2, schedule=at(14), reminders=()).task.reminders == ()
        assert next_due(work.connection, [BELL]) is None


def test_who_may_add_what() -> None:
    with units_of().unit("one") as work:
        assert add(work, 1, by=LEA).task.author == LEA
        assert add(work, 2, circle=None).task.circle is None
        with pytest.raises(Refusal, match="task-unknown"):
            add_task(work, who(PAUL), task_id(3), OTHER, edit("e3", text="x"))
        with pytest.raises(Refusal, match="task-recipient-apart"):
            add(work, 4, assignee="@gone:test")
        with pytest.raises(Refusal, match="task-personal"):
            add(work, 5, circle=None, assignee=NINA)
        with pytest.raises(Refusal, match="task-bad-value"):
            add_task(work, who(PAUL), "x", CIRCLE, edit("e6", text="x"))
        with pytest.raises(Refusal, match="task-bad-value"):
            add_task(work, who(PAUL), task_id(6), CIRCLE, edit("e6", theme="x"))
        with pytest.raises(Refusal, match="task-bad-field"):
            add_task(work, who(PAUL), task_id(6), CIRCLE, edit("e6", text="x", author=NINA))
        with pytest.raises(Refusal, match="task-exists"):
            add_task(work, who(PAUL), task_id(1), CIRCLE, edit("e7", text="x"))


def test_a_refused_edit_may_be_tried_again() -> None:
    with units_of().unit("one") as work:
        with pytest.raises(Refusal):
            add(work, 1, assignee="@gone:test")
        assert not add(work, 1, assignee=NINA).repeated


def test_nobody_writes_in_anothers_name() -> None:
    with units_of().unit("one") as work:
        forged = replace(edit("e", NINA, text="x"), by=NINA)
        task = add_task(work, who(PAUL), task_id(1), CIRCLE, forged).task
        assert (task.author, task.wording.by) == (PAUL, PAUL)


def test_edits_from_a_cellar_merge() -> None:
    clock = ManualClock(NOW)
    units = units_of(clock=clock)
    with units.unit("one") as work:
        add(work, 1)
    clock.advance(timedelta(hours=2))
    with units.unit("two") as work:
        hers = edit("n", NINA, NOW + timedelta(minutes=50), text="à 9 h", urgent=True)
        edit_task(work, who(NINA), task_id(1), hers)
        mine = edit("p", PAUL, NOW + timedelta(minutes=10), text="à 8 h", theme="plaie")
        merged = edit_task(work, who(PAUL), task_id(1), mine)
    assert (merged.task.text, merged.task.theme, merged.task.is_urgent) == ("à 9 h", "plaie", True)
    assert [note.text for note in merged.task.notes] == ["retrait pansement", "à 8 h"]
    (conflict,) = merged.conflicts
    assert (conflict.kept, conflict.kept_by, conflict.lost, conflict.lost_by) == (
        *("à 9 h", NINA),
        *("à 8 h", PAUL),
    )
    assert merged.fields == ("theme",)
    with units.unit("three") as work:
        again = edit_task(work, who(PAUL), task_id(1), mine)
        assert again.repeated
        assert again.task == merged.task


def test_an_edit_needs_every_right_that_it_uses() -> None:
    with units_of().unit("one") as work:
        add(work, 1, assignee=LEA)
        done = edit_task(work, who(LEA), task_id(1), edit("l1", LEA, **{"state:": "done"}))
        assert done.task.state.value == "done"
        with pytest.raises(Refusal, match="task-not-yours"):
            edit_task(work, who(LEA), task_id(1), edit("l2", LEA, text="x", **{"state:": "todo"}))
        with pytest.raises(Refusal, match="task-recipient-apart"):
            edit_task(work, who(PAUL), task_id(1), edit("p", assignee=NINA))
        given = edit_task(work, who(PAUL), task_id(1), edit("p", assignee=NINA), TEAM)
        assert given.task.assignee == NINA
        with pytest.raises(Refusal, match="task-unknown"):
            edit_task(work, who("@gone:test"), task_id(1), edit("g", text="x"))
        with pytest.raises(Refusal, match="task-unknown"):
            require_task(work, task_id(2))


def test_each_field_may_have_its_own_instant() -> None:
    clock = ManualClock(NOW)
    units = units_of(clock=clock)
    with units.unit("one") as work:
        add(work, 1)
    clock.advance(timedelta(hours=2))
    with units.unit("two") as work:
        hers = edit("n", NINA, NOW + timedelta(minutes=30), theme="plaie", urgent=True)
        edit_task(work, who(NINA), task_id(1), hers)
        early, late = (NOW + timedelta(minutes=minutes) for minutes in (10, 50))
        changes = {"theme": Change("soin", at=early), "urgent": Change(value=False, at=late)}
        merged = edit_task(work, who(PAUL), task_id(1), Edit("p", clock.now(), PAUL, changes))
    assert (merged.task.theme, merged.task.is_urgent) == ("plaie", False)
    assert [conflict.name for conflict in merged.conflicts] == ["theme", "urgent"]


def test_open_pages_hear_of_it() -> None:
    with units_of().unit("one") as work:
        add(work, 1)
        mine = add(work, 2, circle=None).task
        assert work.published == [f"tasks:{CIRCLE}", own_topic(work.keys, PAUL)]
        assert topic_of(work.keys, mine) == own_topic(work.keys, PAUL)
        assert "paul" not in own_topic(work.keys, PAUL)


def test_an_edit_needs_an_id() -> None:
    with units_of().unit("one") as work:
        add(work, 1)
        for edit_id in ("", "x" * 256):
            with pytest.raises(Refusal, match="task-bad-value"):
                edit_task(work, who(PAUL), task_id(1), edit(edit_id, theme="x"))
        edit_task(work, who(PAUL), task_id(1), edit("x" * 255, theme="x"))


def test_two_acts_at_the_same_instant_follow_each_other() -> None:
    with units_of().unit("one") as work:
        task = add(work, 1).task
        for edit_id, state in (("z", "done"), ("a", "todo"), ("m", "done")):
            task = change_now(work, who(NINA), task, edit_id, {"state:": state}).task
            assert task.state.value == state
        renamed = change_now(work, who(ALICE), task, "b", {"text": "autre"}).task
        assert (renamed.text, renamed.notes) == ("autre", ())


def test_an_edit_of_a_task_that_is_gone() -> None:
    with units_of().unit("one") as work:
        add(work, 1)
        delete_tasks(work.connection, [task_id(1)])
        with pytest.raises(Refusal, match="task-gone"):
            add(work, 1)
        with pytest.raises(Refusal, match="task-unknown"):
            edit_task(work, who(PAUL), task_id(1), edit("p", text="x"))


def test_a_reminder_that_an_outage_owes_survives_an_edit() -> None:
    clock = ManualClock(NOW)
    units = units_of(clock=clock)
    with units.unit("one") as work:
        add(work, 1, schedule=at(11))
    clock.advance(timedelta(hours=3))  # away from 10 h to 13 h
    with units.unit("two") as work:
        edit_task(work, who(NINA), task_id(1), edit("n", NINA, clock.now(), theme="plaie"))
        (timer,) = take_due(work, clock.now())
        ringing = fire_reminder(work, timer)
        assert ringing is not None
        assert ringing.late_by == timedelta(hours=2)
        assert take_due(work, clock.now()) == []
        late = Edit("old", NOW, NINA, {"urgent": Change(value=True)})
        edit_task(work, who(NINA), task_id(1), late)
        assert take_due(work, clock.now()) == []


def test_a_reminder_set_off_line_for_an_hour_that_has_passed_rings_when_it_is_heard_of() -> None:
    clock = ManualClock(NOW)
    units = units_of(clock=clock)
    with units.unit("one") as work:
        add(work, 1)
    clock.advance(timedelta(hours=3))
    with units.unit("two") as work:
        made = edit("p", PAUL, NOW + timedelta(minutes=1), schedule=at(12), reminders=(0,))
        edit_task(work, who(PAUL), task_id(1), made)
        (timer,) = take_due(work, clock.now())
        ringing = fire_reminder(work, timer)
        assert ringing is not None
        assert ringing.late_by == timedelta(hours=1)


def test_a_month_on_its_way_does_not_ring_for_the_whole_month() -> None:
    clock = ManualClock(NOW + timedelta(days=30))
    with units_of(clock=clock).unit("one") as work:
        daily = replace(at(11), repeat=Repeat(Frequency.DAILY))
        added = edit("p", PAUL, NOW, text="glycémie", schedule=daily)
        add_task(work, who(PAUL), task_id(1), CIRCLE, added)
        (timer,) = take_due(work, clock.now())
        assert timer.due_at == NOW + timedelta(days=29, hours=1)
        assert fire_reminder(work, timer) is not None
        assert take_due(work, clock.now()) == []
