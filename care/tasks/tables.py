"""Tasks, the edits that were made of them, and when people want to hear of their day."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, String, Table

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# `circle` is NULL for what is its author's alone. `state` is that of the whole and `closed_at` when
# it left "todo". `rung_to`: what was to ring up to then has rung. `details` is sealed: the rest.
TASKS = Table(
    "tasks",
    METADATA,
    Column("id", String(33), primary_key=True),
    Column("circle", String(64)),
    Column("author", String(255), nullable=False),
    Column("assignee", String(255)),
    Column("state", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("rung_to", Instant, nullable=False),
    Column("details", LargeBinary, nullable=False),
    Index("ix_tasks_circle", "circle", "state"),
    Index("ix_tasks_author", "author", "state"),
    Index("ix_tasks_assignee", "assignee", "state"),
)

# Edits that were taken in (a hash of whose and which), so that each is once; they outlive their
# task.
TASK_EDITS = Table(
    "task_edits",
    METADATA,
    Column("edit_id", String(64), primary_key=True),
    Column("task_id", String(33), nullable=False, index=True),
    Column("taken_at", Instant, nullable=False),
)

# `preferences` is JSON: hours and weekdays, nothing about anybody cared for.
TASK_PREFERENCES = Table(
    "task_preferences",
    METADATA,
    Column("user_id", String(255), primary_key=True),
    Column("preferences", String(400), nullable=False),
)

SEALED = (SealedColumn(TASKS.c.details, "tasks.details"),)
