"""Keys of practice programs, and how much each one asks."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table

from care.runtime.database import METADATA, Instant

# `digest` is the SHA-256 of a key of 256 random bits: nothing shorter could be guessed from it.
SOFTWARE_KEYS = Table(
    "software_keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

# One line a day for each key and kind of resource: how much was asked, never what.
SOFTWARE_QUERIES = Table(
    "software_queries",
    METADATA,
    Column("key_id", String(16), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("queries", Integer, nullable=False),
    Column("results", Integer, nullable=False),
)
