"""What the MSSanté bridge keeps: its place in each mailbox, and what is left to do there."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, String, Table, text

from care.runtime.database import METADATA, Instant

# How far each mailbox was read. `synced_at`: all that was there at that instant is in the inbox.
# `receiving` and `sending`: a Trouble, or empty when all is well, since when.
MAILBOXES = Table(
    "mssante_mailboxes",
    METADATA,
    Column("address", String(320), primary_key=True),
    Column("uid_validity", BigInteger, nullable=False, server_default=text("0")),
    Column("last_uid", BigInteger, nullable=False, server_default=text("0")),
    Column("opened_at", Instant),
    Column("synced_at", Instant),
    Column("receiving", String(32), nullable=False, server_default=text("''")),
    Column("receiving_since", Instant),
    Column("sending", String(32), nullable=False, server_default=text("''")),
    Column("sending_since", Instant),
)

# What is to be done in the mailbox for a message that was taken: flag it, or file our own copy.
CHORES = Table(
    "mssante_chores",
    METADATA,
    Column("mailbox", String(320), primary_key=True),
    Column("uid_validity", BigInteger, primary_key=True),
    Column("uid", BigInteger, primary_key=True),
    Column("act", String(8), nullable=False),
)

# Messages that the server would not hand over: tried again later, beside the others.
SET_ASIDE = Table(
    "mssante_set_aside",
    METADATA,
    Column("mailbox", String(320), primary_key=True),
    Column("uid_validity", BigInteger, primary_key=True),
    Column("uid", BigInteger, primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
)

# What the coordinator was told already, so that it is told once.
NOTICES = Table(
    "mssante_notices",
    METADATA,
    Column("name", String(255), primary_key=True),
    Column("told_at", Instant, nullable=False),
)
