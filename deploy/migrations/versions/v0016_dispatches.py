"""The tables of dispatches"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "dispatch_answers",
        sa.Column("letter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dispatch_id", sa.String(length=33), nullable=False),
        sa.Column("circle_id", sa.String(length=64), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("letter", name=op.f("pk_dispatch_answers")),
    )
    op.create_index(
        op.f("ix_dispatch_answers_dispatch_id"), "dispatch_answers", ["dispatch_id"], unique=False
    )
    op.create_table(
        "dispatch_drafts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("circle_id", sa.String(length=64), nullable=True),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_drafts")),
    )
    op.create_index(
        op.f("ix_dispatch_drafts_updated_at"), "dispatch_drafts", ["updated_at"], unique=False
    )
    op.create_table(
        "dispatch_pieces",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("circle_id", sa.String(length=64), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("author", sa.String(length=255), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_file", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_dispatch_pieces")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dispatch_pieces_event", "dispatch_pieces", ["event_id"], unique=True)
    op.create_index(
        "ix_dispatch_pieces_room", "dispatch_pieces", ["room_id", "said_at"], unique=False
    )
    op.create_table(
        "dispatch_tries",
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("dispatch_id", sa.String(length=33), nullable=False),
        sa.Column("circle_id", sa.String(length=64), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mailbox", "message_id", name=op.f("pk_dispatch_tries")),
    )
    op.create_index(
        op.f("ix_dispatch_tries_dispatch_id"), "dispatch_tries", ["dispatch_id"], unique=False
    )
    op.create_table(
        "dispatches",
        sa.Column("id", sa.String(length=33), nullable=False),
        sa.Column("circle_id", sa.String(length=64), nullable=True),
        sa.Column("sender", sa.String(length=255), nullable=False),
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account", sa.String(length=255), server_default=sa.text("('')"), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
    )
    op.create_index("ix_dispatches_circle", "dispatches", ["circle_id", "sent_at"], unique=False)
    op.create_index("ix_dispatches_message", "dispatches", ["mailbox", "message_id"], unique=True)
    op.create_index("ix_dispatches_sender", "dispatches", ["sender", "sent_at"], unique=False)
