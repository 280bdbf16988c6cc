"""The register of consents and oppositions: lines are added, never changed."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# `details` is sealed: who is concerned, who gave it, and the note. `recorded_by` is an account's
# opaque id.
STATEMENTS = Table(
    "consent_statements",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("patient_id", String(33), nullable=False, index=True),
    Column("stance", String(16), nullable=False),
    Column("scope", String(32), nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", String(64), nullable=False),
    Column("details", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

SEALED = (SealedColumn(STATEMENTS.c.details, "consent_statements.details"),)
