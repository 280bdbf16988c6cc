"""The tables of documents"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "document_files",
        sa.Column("document_id", sa.String(length=33), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "form", name=op.f("pk_document_files")),
    )
    op.create_index(
        op.f("ix_document_files_circle_id"), "document_files", ["circle_id"], unique=False
    )
    op.create_table(
        "document_links",
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.String(length=33), nullable=False),
        sa.PrimaryKeyConstraint(
            "circle_id", "token", "kind", "document_id", name=op.f("pk_document_links")
        ),
    )
    op.create_table(
        "document_readings",
        sa.Column("document_id", sa.String(length=33), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "user_id", name=op.f("pk_document_readings")),
    )
    op.create_index(
        op.f("ix_document_readings_circle_id"), "document_readings", ["circle_id"], unique=False
    )
    op.create_table(
        "document_results",
        sa.Column("document_id", sa.String(length=33), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "rank", name=op.f("pk_document_results")),
    )
    op.create_index(
        "ix_document_results_token", "document_results", ["circle_id", "token"], unique=False
    )
    op.create_table(
        "document_withdrawals",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_document_withdrawals")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_document_withdrawals_token",
        "document_withdrawals",
        ["circle_id", "token"],
        unique=False,
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=33), nullable=False),
        sa.Column("circle_id", sa.String(length=33), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("has_alert", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("unsettled", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_in", sa.String(length=16), server_default=sa.text("('')"), nullable=False),
        sa.Column("shown", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("card", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("file", sa.String(length=64), server_default=sa.text("('')"), nullable=False),
        sa.Column("said", sa.Text(), server_default=sa.text("('')"), nullable=False),
        sa.Column("rung", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(
        "ix_documents_number", "documents", ["circle_id", "audience", "number"], unique=True
    )
    op.create_index("ix_documents_unsettled", "documents", ["circle_id", "unsettled"], unique=False)
