"""The tables of consent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "consent_statements",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("patient_id", sa.String(length=33), nullable=False),
        sa.Column("stance", sa.String(length=16), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_consent_statements")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_consent_statements_patient_id"), "consent_statements", ["patient_id"], unique=False
    )
