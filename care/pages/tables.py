"""Links, open pages, and the edits that were already made."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, String, Table

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn, UnsealedColumn

# `digest` is the SHA-256 of 256 random bits: nothing shorter could be guessed from it.
PAGE_LINKS = Table(
    "page_links",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("user_id", String(255), nullable=False),
    Column("purpose", String(80), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("used_at", Instant),
)

# `digest` is that of the cookie; `key` a public one: a stolen copy of this table opens nothing.
PAGE_SESSIONS = Table(
    "page_sessions",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("digest", String(64), unique=True),
    Column("user_id", String(255), nullable=False, index=True),
    Column("entrance", String(16), nullable=False),
    Column("room_id", String(255)),
    Column("key", LargeBinary),
    Column("browser", String(80), nullable=False),
    Column("label", LargeBinary, nullable=False),
    Column("labelled_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("revoked_at", Instant),
)

# An edit that was made, and what became of it: sent again, it changes nothing. `facts` is sealed:
# it may name people and what is to be done.
PAGE_EDITS = Table(
    "page_edits",
    METADATA,
    Column("user_id", String(255), primary_key=True),
    Column("edit_id", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("reason", String(80), nullable=False),
    Column("facts", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_page_edits_at", "at"),
)

SEALED = (
    SealedColumn(PAGE_SESSIONS.c.label, "page_sessions.label"),
    SealedColumn(PAGE_EDITS.c.facts, "page_edits.facts"),
)
UNSEALED = (UnsealedColumn(PAGE_SESSIONS.c.key, "public keys of browsers"),)
