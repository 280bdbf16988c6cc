"""The tables of runtime"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "changes",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_changes_at"), "changes", ["at"], unique=False)
    op.create_table(
        "direct_rooms",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("account", "person", name=op.f("pk_direct_rooms")),
    )
    op.create_index(op.f("ix_direct_rooms_room_id"), "direct_rooms", ["room_id"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("input_id", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("notice_sent", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_inbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_input", "inbox", ["account", "input_id"], unique=True)
    op.create_index("ix_inbox_open", "inbox", ["account", "state", "sequence"], unique=False)
    op.create_table(
        "memory",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=600), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account", "name", name=op.f("pk_memory")),
    )
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=300), nullable=False),
        sa.Column("transaction_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=True),
        sa.Column("room_id", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_event", "outbox", ["account", "event_id"], unique=False)
    op.create_index("ix_outbox_open", "outbox", ["account", "state", "sequence"], unique=False)
    op.create_index("ix_outbox_transaction", "outbox", ["account", "transaction_id"], unique=True)
    op.create_table(
        "outbox_files",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("transaction_id", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("account", "transaction_id", name=op.f("pk_outbox_files")),
    )
    op.create_table(
        "rooms",
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("step_back", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("left", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("account", "key", name=op.f("pk_rooms")),
    )
    op.create_index(op.f("ix_rooms_room_id"), "rooms", ["room_id"], unique=False)
    op.create_table(
        "timers",
        sa.Column("owner", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "key", name=op.f("pk_timers")),
    )
    op.create_index("ix_timers_next", "timers", ["owner", "next_try_at"], unique=False)
