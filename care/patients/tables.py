"""Patients, sealed, and the blind tokens by which they are found."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, String, Table

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# `record` is sealed: traits, number, status, phones, address, alerts.
PATIENTS = Table(
    "patients",
    METADATA,
    Column("id", String(33), primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

# Tokens are keyed hashes of a number, of a day of birth, and of that day with three letters.
PATIENT_TOKENS = Table(
    "patient_tokens",
    METADATA,
    Column("token", String(64), primary_key=True),
    Column("patient_id", String(33), primary_key=True),
    Index("ix_patient_tokens_patient", "patient_id"),
)

SEALED = (SealedColumn(PATIENTS.c.record, "patients.record"),)
