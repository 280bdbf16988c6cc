"""The tables of mssante"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


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
