"""The tables of mail"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "mail_inbox",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("mail_key", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_mail_inbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mail_inbox_key", "mail_inbox", ["mailbox", "mail_key"], unique=True)
    op.create_index(
        "ix_mail_inbox_state", "mail_inbox", ["mailbox", "state", "number"], unique=False
    )
    op.create_table(
        "mail_outbox",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("postponed_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("doubt_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_receipt", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_mail_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mail_outbox_message", "mail_outbox", ["mailbox", "message_id"], unique=True)
    op.create_index(
        "ix_mail_outbox_open", "mail_outbox", ["mailbox", "state", "number"], unique=False
    )
    op.create_table(
        "mail_receipts",
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("correspondent", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mailbox", "about", name=op.f("pk_mail_receipts")),
    )
    op.create_index(
        "ix_mail_receipts_correspondent",
        "mail_receipts",
        ["mailbox", "correspondent", "sent_at"],
        unique=False,
    )
    op.create_table(
        "mail_recipients",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", "rank", name=op.f("pk_mail_recipients")),
    )
