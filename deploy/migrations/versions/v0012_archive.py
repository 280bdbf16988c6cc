"""The tables of archive"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "kept_holds",
        sa.Column("circle", sa.String(length=33), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("circle", name=op.f("pk_kept_holds")),
    )
    op.create_table(
        "kept_purges",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("circle", sa.String(length=33), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("rooms", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archive", sa.String(length=255), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("media", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("doomed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rooms_gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_kept_purges")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_kept_purges_circle"), "kept_purges", ["circle"], unique=False)
    op.create_table(
        "kept_tombstones",
        sa.Column("circle", sa.String(length=33), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("circle", name=op.f("pk_kept_tombstones")),
    )
