"""What is said of patients is sealed; the rest is opaque or nobody's secret."""

from __future__ import annotations

from care.tasks.tables import SEALED, TASK_EDITS, TASK_PREFERENCES, TASKS


def test_what_is_kept_in_clear() -> None:
    assert [column.name for column in SEALED] == ["tasks.details"]
    assert {column.name for column in TASKS.columns} == {
        *("id", "circle", "author", "assignee", "state"),
        *("created_at", "changed_at", "closed_at", "rung_to", "details"),
    }
    assert [column.name for column in TASK_EDITS.primary_key] == ["edit_id"]
    assert [column.name for column in TASK_PREFERENCES.primary_key] == ["user_id"]
