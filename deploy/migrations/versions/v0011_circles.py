"""The tables of circles"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "circle_drafts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_drafts")),
    )
    op.create_table(
        "circle_entries",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("author", sa.String(length=255), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_file", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_circle_entries")),
        sa.UniqueConstraint("event_id", name=op.f("uq_circle_entries_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_circle_entries_circle", "circle_entries", ["circle_id", "said_at"], unique=False
    )
    op.create_table(
        "circle_lists",
        sa.Column("owner", sa.String(length=255), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "token", "circle_id", name=op.f("pk_circle_lists")),
    )
    op.create_table(
        "circle_members",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("ground", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_circle_members")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_circle_members_circle", "circle_members", ["circle_id", "ended_at"], unique=False
    )
    op.create_index(
        "ix_circle_members_user", "circle_members", ["user_id", "ended_at"], unique=False
    )
    op.create_table(
        "circle_rooms",
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("cards", sa.String(length=400), server_default=sa.text("('')"), nullable=False),
        sa.Column("shown", sa.String(length=200), server_default=sa.text("('')"), nullable=False),
        sa.Column("read_only", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("circle_id", "kind", name=op.f("pk_circle_rooms")),
        sa.UniqueConstraint("key", name=op.f("uq_circle_rooms_key")),
    )
    op.create_table(
        "circle_seats",
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("joined", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("read_up_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("circle_id", "kind", "user_id", name=op.f("pk_circle_seats")),
    )
    op.create_table(
        "circles",
        sa.Column("id", sa.String(length=33), nullable=False),
        sa.Column("patient_id", sa.String(length=33), nullable=False),
        sa.Column("open_for", sa.String(length=33), nullable=True),
        sa.Column("pseudonym", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=255), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("close_reason", sa.String(length=32), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("unsettled", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circles")),
        sa.UniqueConstraint("open_for", name=op.f("uq_circles_open_for")),
    )
    op.create_index(op.f("ix_circles_patient_id"), "circles", ["patient_id"], unique=False)
    op.create_index(op.f("ix_circles_unsettled"), "circles", ["unsettled"], unique=False)
