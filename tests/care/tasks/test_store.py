"""Tasks come back as they were; their words are sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from care.runtime.database import Database
from care.runtime.units import Units
from care.tasks.merging import merge_edit
from care.tasks.model import Preferences, Task
from care.tasks.store import (
    Stored,
    delete_tasks,
    load_circle_tasks,
    load_preferences,
    load_task,
    load_tasks,
    mark_rung,
    note_edit,
    save_preferences,
    save_task,
    task_of_edit,
)
from care.tasks.tables import TASKS
from tests.care.tasks.scene import (
    CIRCLE,
    KEYS,
    NINA,
    NOW,
    OTHER,
    PAUL,
    at,
    blank,
    edit,
    units_of,
)


@pytest.fixture
def units(database_url: str) -> Iterator[Units]:
    """Units of work on each engine in turn."""
    database = Database(database_url)
    yield units_of(database)
    database.close()


def task(number: int, circle: str | None = CIRCLE, author: str = PAUL, state: str = "todo") -> Task:
    made = edit(f"e{number}", text="glycémie de Paul FICTIF", schedule=at(8), **{"state:": state})
    return merge_edit(blank(number, circle, author), made).task


def test_there_and_back_sealed(units: Units) -> None:
    with units.unit("one") as work:
        save_task(work, task(1), NOW)
        assert load_task(work.connection, KEYS, task(1).id) == Stored(task(1), NOW)
        assert load_task(work.connection, KEYS, task(2).id) is None
        changed = merge_edit(task(1), edit("b", urgent=True)).task
        save_task(work, changed, NOW)
        mark_rung(work.connection, changed.id, NOW + timedelta(hours=1))
        kept = load_task(work.connection, KEYS, changed.id)
        assert kept == Stored(changed, NOW + timedelta(hours=1))
        whole = repr(tuple(work.connection.execute(select(TASKS)).one()))
        assert "FICTIF" not in whole
        delete_tasks(work.connection, [changed.id])
        assert load_task(work.connection, KEYS, changed.id) is None


def test_open_ones_of_circles_and_ones_own(units: Units) -> None:
    with units.unit("one") as work:
        every = [
            task(1),
            task(2, OTHER),
            task(3, None),
            task(4, None, NINA),
            task(5, state="done"),
            task(6, state="cancelled"),
        ]
        for one in every:
            save_task(work, one, NOW)
        found = load_tasks(work.connection, KEYS, [CIRCLE], PAUL)
        assert [one.id for one in found] == [every[0].id, every[2].id]
        since = load_tasks(work.connection, KEYS, [CIRCLE], PAUL, closed_since=NOW)
        assert len(since) == 4
        later = NOW + timedelta(seconds=1)
        assert len(load_tasks(work.connection, KEYS, [CIRCLE], PAUL, closed_since=later)) == 2
        assert [one.id for one in load_circle_tasks(work.connection, KEYS, OTHER)] == [every[1].id]


def test_edits_are_taken_in_once_and_are_their_authors(units: Units) -> None:
    with units.unit("one") as work:
        assert task_of_edit(work.connection, PAUL, "e") is None
        assert note_edit(work, PAUL, "e", "t1")
        assert not note_edit(work, PAUL, "e", "t2")
        assert task_of_edit(work.connection, PAUL, "e") == "t1"
        assert task_of_edit(work.connection, NINA, "e") is None
        assert note_edit(work, NINA, "e", "t2")


def test_preferences(units: Units) -> None:
    with units.unit("one") as work:
        assert load_preferences(work.connection, PAUL) == Preferences()
        for chosen in (Preferences(time(6)), Preferences()):
            save_preferences(work.connection, PAUL, chosen)
            assert load_preferences(work.connection, PAUL) == chosen
        assert load_preferences(work.connection, NINA) == Preferences()
