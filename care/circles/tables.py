"""Circles, who is in them, their rooms, what was last said there, and people's own lists."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, text

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# `open_for` is the patient while the circle is open or suspended, NULL once closed: one such
# circle per patient, said to the database itself. `unsettled`: the rooms do not show yet what was
# decided. `details` is sealed: why it was closed.
CIRCLES = Table(
    "circles",
    METADATA,
    Column("id", String(33), primary_key=True),
    Column("patient_id", String(33), nullable=False, index=True),
    Column("open_for", String(33), unique=True),
    Column("pseudonym", String(80), nullable=False),
    Column("state", String(16), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", String(255), nullable=False),
    Column("closed_at", Instant),
    Column("close_reason", String(32)),
    Column("details", LargeBinary, nullable=False),
    Column("unsettled", Boolean, nullable=False, server_default=text("false"), index=True),
)

# One row per stay. `details` is sealed: the name, the relation, the reason of an emergency.
MEMBERS = Table(
    "circle_members",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("circle_id", String(33), nullable=False),
    Column("user_id", String(255), nullable=False),
    Column("role", String(32), nullable=False),
    Column("ground", String(32), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant),
    Column("ended_at", Instant),
    Column("ending", String(16)),
    Column("details", LargeBinary, nullable=False),
    Index("ix_circle_members_circle", "circle_id", "ended_at"),
    Index("ix_circle_members_user", "user_id", "ended_at"),
    sqlite_autoincrement=True,
)

# The rooms of a circle that were asked for (`care.runtime.rooms` knows them by `key`), the cards
# pinned there (transaction ids) and a keyed hash of what they say.
CIRCLE_ROOMS = Table(
    "circle_rooms",
    METADATA,
    Column("circle_id", String(33), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("cards", String(400), nullable=False, server_default=text("''")),
    Column("shown", String(200), nullable=False, server_default=text("''")),
    Column("read_only", Boolean, nullable=False, server_default=text("false")),
)

# Who was invited to a room of a circle, as far as we asked for it; gone when removed.
SEATS = Table(
    "circle_seats",
    METADATA,
    Column("circle_id", String(33), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("user_id", String(255), primary_key=True),
    Column("joined", Boolean, nullable=False, server_default=text("false")),
    Column("read_up_to", Instant),
)

# What was lately said in a circle's rooms: for newcomers, who cannot read the past, and for lists.
# `content` is sealed: the words, or the name of the file.
ENTRIES = Table(
    "circle_entries",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("circle_id", String(33), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("event_id", String(255), nullable=False, unique=True),
    Column("room_id", String(255), nullable=False),
    Column("author", String(255), nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("is_file", Boolean, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("ix_circle_entries_circle", "circle_id", "said_at"),
    sqlite_autoincrement=True,
)

# People's own lists of patients. `token` is a blind index of the name, `name` is sealed.
LISTS = Table(
    "circle_lists",
    METADATA,
    Column("owner", String(255), primary_key=True),
    Column("token", String(64), primary_key=True),
    Column("circle_id", String(33), primary_key=True),
    Column("name", LargeBinary, nullable=False),
)

# Where somebody stands in a dialogue with the assistant. `state` is sealed.
DRAFTS = Table(
    "circle_drafts",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("state", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

SEALED = (
    SealedColumn(CIRCLES.c.details, "circles.details"),
    SealedColumn(MEMBERS.c.details, "circle_members.details"),
    SealedColumn(ENTRIES.c.content, "circle_entries.content"),
    SealedColumn(LISTS.c.name, "circle_lists.name"),
    SealedColumn(DRAFTS.c.state, "circle_drafts.state"),
)
