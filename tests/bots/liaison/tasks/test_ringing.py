"""Reminders after an outage: once, and said to be late."""

from __future__ import annotations

import re
from datetime import timedelta

from care.circles.store import circles_of
from care.day.changing import add_new_task, change_task
from care.pages.edits import apply_once
from care.pages.model import Edit, EditOutcome, EditState, FieldEdit
from care.tasks.store import load_circle_tasks
from tests.bots.liaison.village import ALICE, IDA, LIAISON, PAUL, Village, open_jeanne


def edits(village: Village, person: str, kind: str, target: str, **values: str) -> EditOutcome:
    """`person` changes something in a page."""

    def applying(work, user_id, edit):  # type: ignore[no-untyped-def]
        change = add_new_task if kind == "new-task" else change_task
        return change(work, user_id, edit, LIAISON)

    with village.units.unit(f"{kind} {target} {values}") as work:
        fields = {name: FieldEdit(value, work.now) for name, value in values.items()}
        edit = Edit(f"{kind}-{target}-{len(values)}-{hash(str(values))}", kind, target, fields)
        return apply_once(work, person, edit, applying)


def only_task(village: Village) -> tuple[str, str]:
    """The one open task of the one circle: its id, the circle's."""
    with village.units.unit("look") as work:
        (circle,) = (c for c in circles_of(work.connection, ALICE))
        (task,) = load_circle_tasks(work.connection, work.keys, circle.text)
    return task.id, circle.text


def test_what_changes_in_a_page_is_seen_on_the_card_in_the_room() -> None:
    village = Village()
    room = open_jeanne(village, others="Paul Inventé")
    village.writes(ALICE, "!tâche bilan demain 8h @Paul", room)
    task_id, _ = only_task(village)
    done = edits(village, PAUL, "task", task_id, **{"state:2026-03-03T08:00": "done"})
    assert done.state is EditState.APPLIED
    village.time_passes(timedelta(seconds=1))
    assert any(text.startswith("✅ fait : bilan") for text in room.texts)
    assert not any(text.startswith("☐") for text in room.texts)
    village.time_passes(timedelta(days=2))
    assert not any("⏰" in text for text in room.texts)


def test_what_is_added_in_a_page_is_told_to_who_is_to_do_it_alone() -> None:
    village = Village()
    room = open_jeanne(village, others="Paul Inventé, Ida Soigne")
    village.writes(ALICE, "!tâche bilan demain 8h @Paul", room)
    _, circle = only_task(village)
    new = f"t{1:032x}"
    added = edits(
        village, ALICE, "new-task", new, text="perfusion", circle=circle, said="demain 9h",
        assignee=IDA,
    )  # fmt: skip
    assert added.state is EditState.APPLIED
    village.time_passes(timedelta(seconds=1))
    (card,) = [say for say in village.direct(IDA).said.values() if "perfusion" in say.text]
    assert card.mentions == (IDA,)
    assert not any("perfusion" in text for text in room.texts)
    edits(village, ALICE, "task", new, assignee=PAUL)
    village.time_passes(timedelta(seconds=1))
    (told,) = [say for say in village.direct(PAUL).said.values() if "perfusion" in say.text]
    assert told.mentions == (PAUL,)
    assert any("pour INVENTE Paul" in text for text in village.direct(IDA).texts)


def test_one_s_day_ends_with_the_way_to_its_page() -> None:
    village = Village()
    room = open_jeanne(village, others="Ida Soigne")
    village.writes(ALICE, "!tâche bilan demain 14h @Ida", room)
    assert re.search(r"/pages/day#lien=[A-Za-z0-9_-]{43}$", village.tells(IDA, "ma journée"))
    village.tells(IDA, "ma journée à 7h30")
    village.time_passes(timedelta(hours=23))
    (told,) = [s for s in village.direct(IDA).said.values() if "bilan" in s.text]
    assert told.text.endswith("https://pages.test/pages/day")


def test_a_reminder_missed_during_an_outage_is_told_once_and_late() -> None:
    village = Village()
    room = open_jeanne(village, others="Paul Inventé")
    village.writes(ALICE, "!tâche bilan demain 8h @Paul", room)
    village.time_passes(timedelta(days=2))
    village.time_passes(timedelta(minutes=1))
    (rung,) = [say for say in room.said.values() if "⏰" in say.text]
    assert "en retard" in rung.text
    assert rung.mentions == (PAUL,)


def test_a_sign_by_somebody_outside_does_nothing() -> None:
    village = Village()
    room = open_jeanne(village, others="Paul Inventé")
    village.writes(ALICE, "!tâche bilan demain 8h", room)
    card = next(sent for sent, say in room.said.items() if say.text.startswith("☐"))
    village.reacts("@stranger:test", "✅", card)
    assert not any("fait :" in text for text in room.texts)


def test_who_left_a_circle_learns_nothing_new_of_its_tasks() -> None:
    village = Village()
    room = open_jeanne(village, others="Paul Inventé, Ida Soigne")
    village.writes(ALICE, "!tâche bilan demain 8h @Paul", room)
    _, circle = only_task(village)
    new = f"t{4:032x}"
    edits(village, PAUL, "new-task", new, text="perfusion", circle=circle, assignee=PAUL)
    village.time_passes(timedelta(seconds=1))
    village.leaves(PAUL, room)
    before = village.direct(PAUL).texts
    assert any("perfusion" in text for text in before)
    edits(village, IDA, "task", new, text="perfusion arrêtée")
    edits(village, IDA, "task", new, assignee=ALICE)
    village.time_passes(timedelta(seconds=1))
    assert village.direct(PAUL).texts == before
    assert any("perfusion arrêtée" in text for text in village.direct(ALICE).texts)
