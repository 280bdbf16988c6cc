"""Changes by several hands: the same task whatever order they come in, and nobody's words lost."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.tasks.merging import Conflict, merge_edit, merge_tasks
from care.tasks.model import ASSIGNEE, TEXT, THEME, URGENT, Change, Edit, Task
from tests.care.tasks.scene import NINA, NOW, PAUL, at, blank, edit

people = st.sampled_from([PAUL, NINA])
changes = st.fixed_dictionaries(
    {},
    optional={
        TEXT: st.builds(
            Change, st.text(min_size=1, max_size=3), st.lists(st.sampled_from("abcd")).map(tuple)
        ),
        URGENT: st.builds(Change, st.booleans()),
        ASSIGNEE: st.builds(Change, st.none() | people),
        "tag:x": st.builds(Change, st.booleans()),
        "state:": st.builds(Change, st.sampled_from(["todo", "done", "cancelled"])),
        "schedule": st.builds(Change, st.none() | st.just(at(8)) | st.just(at(9))),
    },
)
edits = st.builds(
    Edit,
    st.text("abcdef", min_size=1, max_size=2),
    st.integers(0, 5).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    people,
    changes,
)
START = merge_edit(blank(), edit("add", text="retrait pansement", urgent=False)).task


def apply(task: Task, made: list[Edit]) -> Task:
    return reduce(lambda so_far, one: merge_edit(so_far, one).task, made, task)


@settings(deadline=None)
@given(st.lists(edits, max_size=6), st.randoms(use_true_random=False))
def test_any_order_and_any_number_of_times(made: list[Edit], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = made + chance.sample(made, len(made) // 2)
    chance.shuffle(shuffled)
    assert apply(START, shuffled) == apply(START, made)


@settings(deadline=None)
@given(st.lists(edits, max_size=4), st.lists(edits, max_size=4), st.lists(edits, max_size=4))
def test_tasks_join(one: list[Edit], two: list[Edit], three: list[Edit]) -> None:
    a, b, c = (apply(START, made) for made in (one, two, three))
    assert merge_tasks(a, merge_tasks(b, c)) == merge_tasks(merge_tasks(a, b), c)
    assert merge_tasks(a, b) == merge_tasks(b, a)
    assert merge_tasks(a, a) == a
    assert merge_tasks(a, b) == apply(a, two)


@settings(deadline=None)
@given(st.lists(edits, max_size=6))
def test_no_words_are_lost(made: list[Edit]) -> None:
    """Every text is the one that holds, among the notes, or was read by who replaced it."""
    task = apply(START, made)
    read = {one for word in task.wordings for one in word.seen if one != word.stamp.edit}
    shown = {task.text} | {note.text for note in task.notes}
    for one in made:
        if TEXT in one.changes:
            assert one.changes[TEXT].value in shown or one.id in read


def test_two_people_offline_change_different_fields() -> None:
    mine = edit("p", PAUL, NOW + timedelta(minutes=1), theme="plaie")
    hers = edit("n", NINA, NOW + timedelta(minutes=2), urgent=True)
    merged = merge_edit(merge_edit(START, hers).task, mine)
    assert (merged.task.theme, merged.task.is_urgent) == ("plaie", True)
    assert (merged.changed, merged.conflicts) == ((THEME,), ())


def test_two_people_offline_write_the_same_text() -> None:
    """The later one holds, the other is a note, and both can be told."""
    mine = edit("p", PAUL, NOW + timedelta(minutes=1), text="à 8 h")
    hers = edit("n", NINA, NOW + timedelta(minutes=2), text="à 9 h")
    merged = merge_edit(merge_edit(START, hers).task, mine)
    assert merged.task.text == "à 9 h"
    assert [note.text for note in merged.task.notes] == ["retrait pansement", "à 8 h"]
    assert merged.changed == ()
    assert merged.conflicts == (Conflict(TEXT, "à 9 h", NINA, "à 8 h", PAUL),)
    first = merge_edit(merge_edit(START, mine).task, hers)
    assert first.task == merged.task
    assert first.conflicts == merged.conflicts


def test_what_was_read_before_it_was_replaced_is_no_note() -> None:
    later = Edit("n", NOW + timedelta(minutes=2), NINA, {TEXT: Change("à 9 h", ("add",))})
    merged = merge_edit(START, later)
    assert (merged.task.text, merged.task.notes, merged.conflicts) == ("à 9 h", (), ())


def test_a_note_that_was_read_is_settled() -> None:
    lost = merge_edit(START, edit("p", PAUL, NOW - timedelta(minutes=1), text="à 8 h")).task
    assert [note.text for note in lost.notes] == ["à 8 h"]
    both = Change("à 8 h, retrait pansement", ("add", "p"))
    settled = merge_edit(lost, Edit("n", NOW + timedelta(minutes=1), NINA, {TEXT: both}))
    assert settled.task.notes == ()


@pytest.mark.parametrize(("minutes", "kept"), [(1, NINA), (-1, PAUL)])
def test_the_later_of_two_hands_holds(minutes: int, kept: str) -> None:
    task = merge_edit(START, edit("p", PAUL, NOW + timedelta(seconds=1), assignee=PAUL)).task
    merged = merge_edit(task, edit("n", NINA, NOW + timedelta(minutes=minutes), assignee=NINA))
    lost = PAUL if kept == NINA else NINA
    assert merged.task.assignee == kept
    assert merged.conflicts == (Conflict(ASSIGNEE, kept, kept, lost, lost),)


def test_photos_of_both_sides_stay() -> None:
    mine = Edit("p", NOW, PAUL, {"attachment:$a": Change(value=True)})
    hers = Edit("n", NOW, NINA, {"attachment:$b": Change(value=True)})
    assert apply(START, [mine, hers]).attachments == ("$a", "$b")
    gone = Edit("q", NOW + timedelta(minutes=1), NINA, {"attachment:$a": Change(value=False)})
    assert apply(START, [gone, mine, hers]).attachments == ("$b",)


def test_done_twice_is_no_conflict() -> None:
    mine, hers = (edit(by, by, NOW, **{"state:": "done"}) for by in (PAUL, NINA))
    assert merge_edit(merge_edit(START, mine).task, hers).conflicts == ()
