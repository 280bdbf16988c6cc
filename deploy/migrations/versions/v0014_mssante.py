"""The tables of mssante"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "mssante_chores",
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("mailbox", "uid_validity", "uid", name=op.f("pk_mssante_chores")),
    )
    op.create_table(
        "mssante_inbox",
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
        sa.PrimaryKeyConstraint("number", name=op.f("pk_mssante_inbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mssante_inbox_key", "mssante_inbox", ["mailbox", "mail_key"], unique=True)
    op.create_index(
        "ix_mssante_inbox_state", "mssante_inbox", ["mailbox", "state", "number"], unique=False
    )
    op.create_table(
        "mssante_mailboxes",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("synced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "receiving", sa.String(length=32), server_default=sa.text("('')"), nullable=False
        ),
        sa.Column("receiving_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sending", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("sending_since", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_mssante_mailboxes")),
    )
    op.create_table(
        "mssante_notices",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_mssante_notices")),
    )
    op.create_table(
        "mssante_outbox",
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
        sa.PrimaryKeyConstraint("number", name=op.f("pk_mssante_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_mssante_outbox_message", "mssante_outbox", ["mailbox", "message_id"], unique=True
    )
    op.create_index(
        "ix_mssante_outbox_open", "mssante_outbox", ["mailbox", "state", "number"], unique=False
    )
    op.create_table(
        "mssante_recipients",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=32), server_default=sa.text("('')"), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", "rank", name=op.f("pk_mssante_recipients")),
    )
    op.create_table(
        "mssante_set_aside",
        sa.Column("mailbox", sa.String(length=320), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "mailbox", "uid_validity", "uid", name=op.f("pk_mssante_set_aside")
        ),
    )
