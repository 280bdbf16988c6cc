"""The tables of letters"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "letter_thread_ids",
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mailbox", "token", name=op.f("pk_letter_thread_ids")),
    )
    op.create_index(
        op.f("ix_letter_thread_ids_thread"), "letter_thread_ids", ["thread"], unique=False
    )
    op.create_table(
        "letter_threads",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("root", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letter_threads")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_letter_threads_root", "letter_threads", ["root"], unique=False)
    op.create_table(
        "letters",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("finding", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("reason", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inbox_number", sa.Integer(), nullable=True),
        sa.Column("thread", sa.Integer(), nullable=True),
        sa.Column("message", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("card", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("asks_receipt", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("shows", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("unshown", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("decided_by", sa.String(length=255), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("circle_id", sa.String(length=33), nullable=True),
        sa.Column("patient_id", sa.String(length=33), nullable=True),
        sa.Column("sheet", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letters")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_letters_card", "letters", ["card"], unique=False)
    op.create_index("ix_letters_message", "letters", ["message"], unique=False)
    op.create_index("ix_letters_state", "letters", ["mailbox", "state", "number"], unique=False)
    op.create_index("ix_letters_unshown", "letters", ["mailbox", "unshown", "number"], unique=False)
