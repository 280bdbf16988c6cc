"""What the MSSanté bridge keeps: its place in each mailbox, mails that came in, mails to send."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, text

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

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

# A mail that came in. `source` is its sealed bytes, empty once handled; `mail_key` tells two copies
# of one mail from two mails. `state`: waiting, done, quarantined (with its reason), discarded.
INBOX = Table(
    "mssante_inbox",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("mailbox", String(320), nullable=False),
    Column("mail_key", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(64), nullable=False, server_default=text("''")),
    Column("source", LargeBinary, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Index("ix_mssante_inbox_key", "mailbox", "mail_key", unique=True),
    Index("ix_mssante_inbox_state", "mailbox", "state", "number"),
    sqlite_autoincrement=True,
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

# A mail to send. `source` is its sealed bytes, empty once no recipient needs it any more. While it
# is handed over, and after a crash of then, the proof that it was taken may come until
# `doubt_until`.
# `state`: waiting, sending, sent, failed (nobody will get it).
OUTBOX = Table(
    "mssante_outbox",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("mailbox", String(320), nullable=False),
    Column("message_id", String(255), nullable=False),
    Column("state", String(16), nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("postponed_since", Instant),
    Column("doubt_until", Instant),
    Index("ix_mssante_outbox_message", "mailbox", "message_id", unique=True),
    Index("ix_mssante_outbox_open", "mailbox", "state", "number"),
    sqlite_autoincrement=True,
)

# Each recipient of a mail, sealed: a patient's address is made of the matricule. `state` is a
# Delivery, `code` the last answer or report about it, `attempt` the last one it was offered at.
RECIPIENTS = Table(
    "mssante_recipients",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("address", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),
    Column("code", String(32), nullable=False, server_default=text("''")),
    Column("attempt", Integer, nullable=False, server_default=text("0")),
    Column("changed_at", Instant, nullable=False),
)

# What the coordinator was told already, so that it is told once.
NOTICES = Table(
    "mssante_notices",
    METADATA,
    Column("name", String(255), primary_key=True),
    Column("told_at", Instant, nullable=False),
)

SEALED = (
    SealedColumn(INBOX.c.source, "mssante_inbox.source"),
    SealedColumn(OUTBOX.c.source, "mssante_outbox.source"),
    SealedColumn(RECIPIENTS.c.address, "mssante_recipients.address"),
)
