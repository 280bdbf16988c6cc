"""Changes made offline in a page meet those of the room: none is lost, the newest holds, and who
else changed the same thing is told; sent again, nothing happens twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.accounts.store import save_account
from care.audit.model import Face
from care.circles.model import CircleId
from care.day.changing import add_new_task, change_task
from care.day.standing import team_of, who_acts
from care.moments.model import Schedule
from care.pages.edits import apply_once
from care.pages.model import Edit as PageEdit
from care.pages.model import EditOutcome, EditState, FieldEdit
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.units import Units
from care.tasks.model import ASSIGNEE, SCHEDULE, STATE, TEXT, URGENT, Change, Edit, Task, Value
from care.tasks.store import load_task
from care.tasks.taking import add_task, change_now
from tests.care.circles.hamlet import ACCOUNTS, ALICE, IDA, KEYS, NOW, PAUL, open_one

BELL = "@liaison:test"
TASK = f"t{1:032x}"
DAY = date(2026, 3, 9)
FIELDS: dict[str, list[Value]] = {
    SCHEDULE: [Schedule(DAY + timedelta(days=n), (time(9),)) for n in range(3)],
    ASSIGNEE: [ALICE, PAUL, None],
    URGENT: [True, False],
    TEXT: ["bilan à jeun", "bilan complet", "bilan"],
    STATE: ["done", "todo"],
}


@dataclass
class Scene:
    """A circle of Alice, Paul and Ida with one task; Paul is in the room, Ida has the page."""

    units: Units
    clock: ManualClock
    circle: CircleId

    def room(self, number: int, field: str, value: Value) -> None:
        """Paul changes it now, seeing it as it is."""
        task = self.task
        with self.units.unit(f"room {number}") as work:
            who = who_acts(work, PAUL, BELL)
            team = team_of(work, self.circle)
            change_now(work, who, task, f"$room-{number}", {field: value}, team)

    def page(self, edit: PageEdit, by: str = IDA) -> EditOutcome:
        """What Ida wrote arrives."""

        def applying(work, user_id, edit):  # type: ignore[no-untyped-def]
            change = add_new_task if edit.kind == "new-task" else change_task
            return change(work, user_id, edit, BELL)

        with self.units.unit(f"page {edit.id}") as work:
            return apply_once(work, by, edit, applying)

    @property
    def task(self) -> Task:
        """The task as it is."""
        with self.units.database.begin() as connection:
            stored = load_task(connection, KEYS, TASK)
        assert stored is not None
        return stored.task


def set_scene(database: Database | None = None) -> Scene:
    database = database or Database("sqlite://")
    METADATA.create_all(database.engine)
    clock = ManualClock(NOW)
    units = Units(database, KEYS, clock)
    with units.unit("begin") as work:
        for account in ACCOUNTS.values():
            save_account(work.connection, account)
        circle = open_one(work, ALICE, PAUL, IDA).circle.id
        values: dict[str, Value] = {TEXT: "bilan", SCHEDULE: Schedule(DAY, (time(8),))}
        edit = Edit("$add", NOW, ALICE, {name: Change(one) for name, one in values.items()})
        who = who_acts(work, ALICE, BELL, Face.ROOM)
        add_task(work, who, TASK, circle.text, edit, team_of(work, circle))
    return Scene(units, clock, circle)


def named(field: str, value: Value) -> tuple[str, str | bool | None]:
    """A field and its value as the page says them."""
    if isinstance(value, Schedule):
        return "moved:2026-03-09T08:00", f"{value.day.isoformat()}T{value.times[0]:%H:%M}"
    if field == STATE:
        return "state:2026-03-09T08:00", str(value)
    return field, value  # type: ignore[return-value]


def page_edit(number: int, minute: int, field: str, value: Value, *seen: str) -> PageEdit:
    name, told = named(field, value)
    at = NOW + timedelta(minutes=minute)
    return PageEdit(f"page-{number}", "task", TASK, {name: FieldEdit(told, at, seen)})


@dataclass(frozen=True)
class Written:
    """A change by one hand, at a minute; `waits`: for how long it was on its way."""

    minute: int
    by_page: bool
    field: str
    value: Value
    waits: int


@st.composite
def stories(draw: st.DrawFn) -> list[Written]:
    minutes = draw(st.lists(st.integers(1, 60), unique=True, max_size=7))
    told = []
    for minute in sorted(minutes):
        field = draw(st.sampled_from(sorted(FIELDS)))
        value = draw(st.sampled_from(FIELDS[field]))
        told.append(Written(minute, draw(st.booleans()), field, value, draw(st.integers(0, 90))))
    return told


def held(task: Task, field: str) -> Value:
    return task.text if field == TEXT else task.value(field)


def play(story: list[Written]) -> tuple[Task, list[tuple[Written, EditOutcome, bool]]]:
    """Everything arrives in its order; each page edit with its outcome, and whether it met an
    unseen change of the same field to something else.
    """
    scene = set_scene()
    events: list[tuple[float, int, Written]] = []
    free_at = 0.0  # what one device wrote leaves in the order in which it was written
    for number, one in enumerate(story):
        free_at = max(free_at, one.minute + one.waits + 0.5) if one.by_page else free_at
        events.append((free_at if one.by_page else float(one.minute), number, one))
    edits, mine, outcomes = [], dict[str, list[str]](), []
    for at, number, one in sorted(events, key=lambda event: (event[0], event[1])):
        scene.clock.advance(NOW + timedelta(minutes=at) - scene.clock.now())
        if not one.by_page:
            scene.room(number, one.field, one.value)
            continue
        seen = ("$add", *mine.get(one.field, []))
        edit = page_edit(number, one.minute, one.field, one.value, *seen)
        mine.setdefault(one.field, []).append(edit.id)
        before = scene.task
        holder = before.wording if one.field == TEXT else before.fields.get(one.field)
        met = holder is not None and holder.by == PAUL and held(before, one.field) != one.value
        outcomes.append((one, scene.page(edit), met))
        edits.append(edit)
    after = scene.task
    again = [scene.page(edit) for edit in edits]
    assert again == [outcome for _, outcome, _ in outcomes]
    assert scene.task == after
    scene.units.database.close()
    return after, outcomes


@settings(max_examples=60, deadline=None)
@given(stories())
def test_whatever_the_order_the_newest_change_of_each_field_holds(story: list[Written]) -> None:
    task, outcomes = play(story)
    for field in FIELDS:
        written = [one for one in story if one.field == field]
        if written:
            assert held(task, field) == written[-1].value
    shown = {task.text, *(note.text for note in task.notes)}
    for one, outcome, met in outcomes:
        assert outcome.state is not EditState.REFUSED
        if met:
            assert outcome.state is EditState.MERGED
            assert outcome.reason.startswith("also-")
            assert outcome.facts["by"] == "INVENTE Paul"
        elif outcome.reason:
            assert outcome.reason == "also-same"
        if met and one.field == TEXT and one.value != task.text:
            assert one.value in shown or one.value in FIELDS[TEXT]


@settings(max_examples=30, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_the_end_is_the_same_however_long_each_change_was_on_its_way(
    story: list[Written], chance
) -> None:  # type: ignore[no-untyped-def]
    late = [
        Written(one.minute, one.by_page, one.field, one.value, chance.randint(0, 600))
        for one in story
    ]
    one, other = play(story)[0], play(late)[0]
    assert {field: held(one, field) for field in FIELDS} == {
        field: held(other, field) for field in FIELDS
    }


@pytest.fixture
def scene(database_url: str) -> Scene:
    """On each engine in turn."""
    database = Database(database_url)
    return set_scene(database)


def test_words_that_lost_are_kept_under_the_task(scene: Scene) -> None:
    scene.clock.advance(timedelta(minutes=9))
    scene.room(1, TEXT, "bilan complet")
    outcome = scene.page(page_edit(2, 5, TEXT, "bilan à jeun", "$add"))
    assert (outcome.state, outcome.reason) == (EditState.MERGED, "also-text-theirs")
    assert (outcome.facts["kept"], outcome.facts["lost"]) == ("bilan complet", "bilan à jeun")
    assert [note.text for note in scene.task.notes] == ["bilan à jeun"]


def test_another_device_of_one_s_own_is_told_as_such(scene: Scene) -> None:
    scene.clock.advance(timedelta(minutes=9))
    scene.page(page_edit(1, 5, URGENT, True, "$add"))
    other = scene.page(page_edit(2, 6, URGENT, False, "$add"))
    assert (other.reason, other.facts["by"]) == ("also-urgent-mine", "")


def test_a_new_task_is_added_once_with_the_day_meant_when_it_was_written(scene: Scene) -> None:
    at, new = NOW, f"t{2:032x}"
    fields = {
        "text": FieldEdit("perfusion", at),
        "said": FieldEdit("demain 9h", at),
        "circle": FieldEdit(scene.circle.text, at),
    }
    scene.clock.advance(timedelta(days=3))
    edit = PageEdit("new-1", "new-task", new, fields)
    assert [scene.page(edit), scene.page(edit)] == [EditOutcome(EditState.APPLIED)] * 2
    with scene.units.database.begin() as connection:
        stored = load_task(connection, KEYS, new)
    assert stored is not None
    assert stored.task.schedule == Schedule(NOW.date() + timedelta(days=1), (time(9),))


def test_who_is_not_in_the_circle_learns_and_changes_nothing(scene: Scene) -> None:
    stranger = "@camille:test"
    outcome = scene.page(page_edit(1, 0, TEXT, "x"), by=stranger)
    assert outcome == EditOutcome(EditState.REFUSED, "task-unknown")
    fields = {"text": FieldEdit("x", NOW), "circle": FieldEdit(scene.circle.text, NOW)}
    added = scene.page(PageEdit("new-2", "new-task", f"t{3:032x}", fields), by=stranger)
    assert added == EditOutcome(EditState.REFUSED, "circle-not-member")
    assert scene.task.text == "bilan"
