"""What was sent by national mail, what is about to be, and what may be."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, text

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# One row per mail that left. `circle_id` is NULL for a mailbox's own mail. `account` is the one
# that shows where it is. `details` is sealed: recipients, subject, ids of the document.
DISPATCHES = Table(
    "dispatches",
    METADATA,
    Column("id", String(33), primary_key=True),
    Column("circle_id", String(64)),
    Column("sender", String(255), nullable=False),
    Column("mailbox", String(320), nullable=False),
    Column("message_id", String(255), nullable=False),
    Column("form", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("account", String(255), nullable=False, server_default=text("''")),
    Column("details", LargeBinary, nullable=False),
    Index("ix_dispatches_message", "mailbox", "message_id", unique=True),
    Index("ix_dispatches_circle", "circle_id", "sent_at"),
    Index("ix_dispatches_sender", "sender", "sent_at"),
)

# The further mails by which a dispatch was sent again, to those who had not got it.
DISPATCH_TRIES = Table(
    "dispatch_tries",
    METADATA,
    Column("mailbox", String(320), primary_key=True),
    Column("message_id", String(255), primary_key=True),
    Column("dispatch_id", String(33), nullable=False, index=True),
    Column("circle_id", String(64)),
    Column("sent_at", Instant, nullable=False),
)

# The letters (by their number) that answer a dispatch; `rank` says which of its recipients wrote.
DISPATCH_ANSWERS = Table(
    "dispatch_answers",
    METADATA,
    Column("letter", Integer, primary_key=True, autoincrement=False),
    Column("dispatch_id", String(33), nullable=False, index=True),
    Column("circle_id", String(64)),
    Column("rank", Integer, nullable=False),
    Column("received_at", Instant, nullable=False),
)

# What somebody is about to send, by a blind index of who and where; `content` is the file, empty
# without one. Kept for a day.
DISPATCH_DRAFTS = Table(
    "dispatch_drafts",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("circle_id", String(64)),
    Column("state", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False, index=True),
)

# What was lately said or shown in the rooms of circles, whole, so that it can be sent on.
DISPATCH_PIECES = Table(
    "dispatch_pieces",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("event_id", String(255), nullable=False),
    Column("circle_id", String(64), nullable=False),
    Column("room_id", String(255), nullable=False),
    Column("author", String(255), nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("is_file", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("ix_dispatch_pieces_event", "event_id", unique=True),
    Index("ix_dispatch_pieces_room", "room_id", "said_at"),
    sqlite_autoincrement=True,
)

SEALED = (
    SealedColumn(DISPATCHES.c.details, "dispatches.details"),
    SealedColumn(DISPATCH_DRAFTS.c.state, "dispatch_drafts.state"),
    SealedColumn(DISPATCH_DRAFTS.c.content, "dispatch_drafts.content"),
    SealedColumn(DISPATCH_PIECES.c.content, "dispatch_pieces.content"),
)
