"""Inbox, outbox, timers and what the sessions must remember."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn, UnsealedColumn

# Sequences never go back, even when the last rows are forgotten: readers hold their place by them
# (SQLite reuses numbers unless told).

# An input that was received, by the account that received it. Matrix events are kept as they came:
# still encrypted. `state`: waiting, unreadable (no key yet), done.
INBOX = Table(
    "inbox",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("account", String(255), nullable=False),
    Column("input_id", String(255), nullable=False),
    Column("lane", String(300), nullable=False),
    Column("state", String(16), nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("notice_sent", Boolean, nullable=False, server_default=text("false")),
    Index("ix_inbox_input", "account", "input_id", unique=True),
    Index("ix_inbox_open", "account", "state", "sequence"),
    sqlite_autoincrement=True,
)

# What is to be sent, in order per lane. `payload` is sealed. `transaction_id` is derived from the
# input that caused it, so that doing the work again asks for the same event.
# `state`: waiting (a try may have reached the server: ask again under the same id), sent, failed.
# `event_id`, in `room_id`, is what it became: the room of a key may be another by now.
OUTBOX = Table(
    "outbox",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("account", String(255), nullable=False),
    Column("lane", String(300), nullable=False),
    Column("transaction_id", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("event_id", String(255)),
    Column("room_id", String(255)),
    Index("ix_outbox_transaction", "account", "transaction_id", unique=True),
    Index("ix_outbox_open", "account", "state", "sequence"),
    Index("ix_outbox_event", "account", "event_id"),
    sqlite_autoincrement=True,
)

# The content of files that wait to be sent, beside their rows: it is read when its turn has come.
OUTBOX_FILES = Table(
    "outbox_files",
    METADATA,
    Column("account", String(255), primary_key=True),
    Column("transaction_id", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# Conversations that we opened, by the key that workflows know them by.
ROOMS = Table(
    "rooms",
    METADATA,
    Column("account", String(255), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("room_id", String(255), nullable=False, index=True),
    Column("step_back", Boolean, nullable=False, server_default=text("false")),
    Column("left", Boolean, nullable=False, server_default=text("false")),
)

# The conversation of two in which a person last wrote to an account.
DIRECT_ROOMS = Table(
    "direct_rooms",
    METADATA,
    Column("account", String(255), primary_key=True),
    Column("person", String(255), primary_key=True),
    Column("room_id", String(255), nullable=False, index=True),
)

# What is to be done at its hour, once. `data` is sealed. `next_try_at` is `due_at` until doing it
# has failed, and empty when it was given up: the row then stays for the operator.
TIMERS = Table(
    "timers",
    METADATA,
    Column("owner", String(255), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("due_at", Instant, nullable=False),
    Column("next_try_at", Instant),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("data", LargeBinary, nullable=False),
    Index("ix_timers_next", "owner", "next_try_at"),
)

# Small facts of an account's session (sync token, pins…), values sealed where they tell something.
MEMORY = Table(
    "memory",
    METADATA,
    Column("account", String(255), primary_key=True),
    Column("name", String(600), primary_key=True),
    Column("value", Text, nullable=False),
)

# What open pages watch, by an opaque name: that it changed, never what it became. Forgotten after
# an hour; the order of the sequences is that of the commits.
CHANGES = Table(
    "changes",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("topic", String(200), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    sqlite_autoincrement=True,
)

SEALED = (
    SealedColumn(OUTBOX.c.payload, "outbox.payload"),
    SealedColumn(OUTBOX_FILES.c.content, "outbox_files.content"),
    SealedColumn(TIMERS.c.data, "timers.data"),
)
UNSEALED = (
    UnsealedColumn(INBOX.c.source, "Matrix events: still encrypted, or signs that hold no name"),
)
