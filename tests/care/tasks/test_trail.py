"""Each act leaves a line: opaque, without a word of the task."""

from __future__ import annotations

from sqlalchemy import select

from care.accounts.model import Account, AccountKind
from care.accounts.store import opaque_id, save_account
from care.audit.store import lines_about_circle
from care.audit.tables import TRAIL
from care.tasks.model import Act
from care.tasks.trail import note_acts
from tests.care.tasks.scene import CIRCLE, KEYS, NINA, PAUL, add, units_of, who


def test_lines() -> None:
    with units_of().unit("one") as work:
        save_account(work.connection, Account(PAUL, AccountKind.PROFESSIONAL, "FICTIF Paul"))
        task = add(work, 1, "glycémie", assignee=NINA).task
        note_acts(work, who(PAUL), task, [act for act in Act if act not in {Act.READ, Act.ADD}])
        lines = list(lines_about_circle(work.connection, KEYS, CIRCLE))
        acts = [line.entry.act for line in lines if line.entry]
        assert acts[0] == "task.added"
        assert set(acts) == {
            *("task.added", "task.edited", "task.finished", "task.reopened", "task.cancelled"),
            *("task.postponed", "task.handed_over", "task.erased"),
        }
        (actor,) = {line.entry.actor for line in lines if line.entry}
        assert actor == opaque_id(work.connection, PAUL)
        (person,) = {line.entry.person for line in lines if line.entry}
        assert person == KEYS.blind(NINA, "tasks.actor")[:32]
        assert {line.entry.details["task"] for line in lines if line.entry} == {task.id}
        whole = repr(work.connection.execute(select(TRAIL)).all())
        assert "glycémie" not in whole
        assert "@paul" not in whole
