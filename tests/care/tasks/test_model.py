"""A task is a fact: what its fields say, whatever hands wrote them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from care.tasks.merging import merge_edit
from care.tasks.model import TASK_ID, Change, Edit, Standing, State
from tests.care.tasks.scene import CIRCLE, LEA, NOW, OTHER, PAUL, at, blank, edit, task_id, who


def test_what_was_never_said_is_empty() -> None:
    task = merge_edit(blank(), edit("a", text="glycémie")).task
    assert (task.text, task.theme, task.assignee, task.schedule) == ("glycémie", "", None, None)
    assert (task.reminders, task.tags, task.attachments, task.notes) == ((), (), (), ())
    assert not task.is_urgent
    assert not task.is_for_all
    assert task.state is State.TODO
    with pytest.raises(FrozenInstanceError):
        task.id = "x"  # type: ignore[misc]


def test_what_was_said() -> None:
    changes = {
        **edit("a", text="pansement", schedule=at(8), theme="plaie", urgent=True).changes,
        **edit("a", assignee=PAUL, reminders=(0, 15), for_all=True).changes,
        "tag:soins": Change(value=True),
        "tag:gone": Change(value=False),
        "attachment:$photo": Change(value=True),
        "state:2026-11-26T08:00": Change("done"),
    }
    task = merge_edit(blank(), Edit("a", NOW, PAUL, changes)).task
    assert (task.schedule, task.theme, task.assignee) == (at(8), "plaie", PAUL)
    assert (task.reminders, task.tags, task.attachments) == ((0, 15), ("soins",), ("$photo",))
    assert task.is_urgent
    assert task.is_for_all
    assert task.state_of("2026-11-26T08:00") is State.DONE
    assert task.state_of("2026-11-27T08:00") is State.TODO


def test_words_are_not_in_what_is_logged() -> None:
    task = merge_edit(blank(), edit("a", text="glycémie")).task
    assert "glycémie" not in repr(task)
    assert "glycémie" not in repr(edit("a", text="glycémie"))


def test_who_is_what_to_which_circle() -> None:
    assert who(PAUL).standing(CIRCLE) is Standing.CARES
    assert who(LEA).standing(CIRCLE) is Standing.NEAR
    assert who(PAUL).standing(OTHER) is Standing.APART
    assert who(PAUL).standing(None) is Standing.APART


def test_ids() -> None:
    assert TASK_ID.fullmatch(task_id(7))
    assert not TASK_ID.fullmatch("t7")
