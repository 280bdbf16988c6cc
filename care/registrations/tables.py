"""Requests to be tied to an entry of the directory, and what coordinators were sent of them."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# `details` is sealed: the name shown and why it was refused.
REGISTRATIONS = Table(
    "registrations",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("user_id", String(255), nullable=False, index=True),
    Column("person_id", String(32), nullable=False),
    Column("room_id", String(255), nullable=False),
    Column("state", String(16), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("decided_by", String(255)),
    Column("decided_at", Instant),
    Column("details", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

# Which message is the card of a request, in the conversation with each coordinator.
REGISTRATION_CARDS = Table(
    "registration_cards",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("coordinator", String(255), primary_key=True),
    Column("transaction_id", String(64), nullable=False),
)

SEALED = (SealedColumn(REGISTRATIONS.c.details, "registrations.details"),)
