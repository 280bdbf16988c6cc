"""The tables of tasks"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "task_edits",
        sa.Column("edit_id", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=33), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("edit_id", name=op.f("pk_task_edits")),
    )
    op.create_index(op.f("ix_task_edits_task_id"), "task_edits", ["task_id"], unique=False)
    op.create_table(
        "task_preferences",
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("preferences", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_task_preferences")),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(length=33), nullable=False),
        sa.Column("circle", sa.String(length=64), nullable=True),
        sa.Column("author", sa.String(length=255), nullable=False),
        sa.Column("assignee", sa.String(length=255), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rung_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index("ix_tasks_assignee", "tasks", ["assignee", "state"], unique=False)
    op.create_index("ix_tasks_author", "tasks", ["author", "state"], unique=False)
    op.create_index("ix_tasks_circle", "tasks", ["circle", "state"], unique=False)
