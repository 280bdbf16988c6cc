"""The tables of patients"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "patient_tokens",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.String(length=33), nullable=False),
        sa.PrimaryKeyConstraint("token", "patient_id", name=op.f("pk_patient_tokens")),
    )
    op.create_index("ix_patient_tokens_patient", "patient_tokens", ["patient_id"], unique=False)
    op.create_table(
        "patients",
        sa.Column("id", sa.String(length=33), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patients")),
    )
