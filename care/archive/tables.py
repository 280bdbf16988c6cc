"""What stops the end of circles, how far each end has come, and what stays."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, LargeBinary, String, Table, Text, text

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# `details` is sealed: why.
HOLDS = Table(
    "kept_holds",
    METADATA,
    Column("circle", String(33), primary_key=True),
    Column("since", Instant, nullable=False),
    Column("details", LargeBinary, nullable=False),
)

# One row per end begun, until it is over. `rooms` and `media` are JSON: opaque ids of rooms,
# addresses of ciphertext and who sent it.
PURGES = Table(
    "kept_purges",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("circle", String(33), nullable=False, index=True),
    Column("whole", Boolean, nullable=False),
    Column("rooms", Text, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("archive", String(255)),
    Column("digest", String(64)),
    Column("media", Text, nullable=False, server_default=text("'[]'")),
    Column("listed_at", Instant),
    Column("doomed_at", Instant),
    Column("rooms_gone_at", Instant),
    sqlite_autoincrement=True,
)

TOMBSTONES = Table(
    "kept_tombstones",
    METADATA,
    Column("circle", String(33), primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("purged_at", Instant, nullable=False),
)

SEALED = (SealedColumn(HOLDS.c.details, "kept_holds.details"),)
