"""The directory's editions and people, and what a conversation with its bot remembers."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# Imports that succeeded; the highest id is the one that answers.
EDITIONS = Table(
    "directory_editions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("published_at", Instant, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("people", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
)

# Public data of the national directory, one row per person; `record` is the whole `Professional`,
# written again only when it differs: `changed_at` is then.
PEOPLE = Table(
    "directory_people",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("rpps", String(16), nullable=False),
    Column("record", Text, nullable=False),
    Column("changed_at", Instant, nullable=False, default=SystemClock().now),
    Index("ix_directory_people_rpps", "rpps"),
)

# Whom someone was looking for is theirs: `state` is sealed, `id` a blind index of who and where.
DIALOGUES = Table(
    "directory_dialogues",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("state", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False, index=True),
)

# Conversations opened between two people, by the opaque key of the pair.
CONVERSATIONS = Table(
    "directory_conversations",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("opened_at", Instant, nullable=False),
)

# What people and structures say of themselves, sealed (urgent phones, addresses, absences);
# `before` undoes the last change. `change` grows with each one, `stamp` tells two of them apart.
PROFILES = Table(
    "directory_profiles",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("before", LargeBinary, nullable=False),
    Column("change", Integer, nullable=False, index=True),
    Column("stamp", String(16), nullable=False),
    Column("updated_at", Instant, nullable=False),
)

# Structures derived from the import; `record` is the whole `Structure`, public data.
STRUCTURES = Table(
    "directory_structures",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("record", Text, nullable=False),
)

# How many people each import changed; the key is the edition's.
CHANGES = Table(
    "directory_changes",
    METADATA,
    Column("edition_id", Integer, primary_key=True, autoincrement=False),
    Column("added", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("moved", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
)

# When the directory is to be refreshed next, and why the last try failed (None: it did not).
REFRESHES = Table(
    "directory_refreshes",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("due_at", Instant, nullable=False),
    Column("tried_at", Instant),
    Column("failure", String(64)),
    Column("mark", String(64), nullable=False),
)

SEALED = (
    SealedColumn(DIALOGUES.c.state, "directory_dialogues.state"),
    SealedColumn(PROFILES.c.record, "directory_profiles.record"),
    SealedColumn(PROFILES.c.before, "directory_profiles.record"),
)
