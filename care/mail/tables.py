"""Mails that came in, and mails to send with their recipients."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, text

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# A mail that came in. `source` is its sealed bytes, empty once handled; `mail_key` tells two copies
# of one mail from two mails. `state`: waiting, done, quarantined (with its reason), discarded.
INBOX = Table(
    "mail_inbox",
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
    Index("ix_mail_inbox_key", "mailbox", "mail_key", unique=True),
    Index("ix_mail_inbox_state", "mailbox", "state", "number"),
    sqlite_autoincrement=True,
)

# A mail to send. `source` is its sealed bytes, empty once no recipient needs it any more. While it
# is handed over, and after a crash of then, the proof that it was taken may come until
# `doubt_until`.
# `state`: waiting, sending, sent, failed (nobody will get it).
OUTBOX = Table(
    "mail_outbox",
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
    Column("is_receipt", Boolean, nullable=False, server_default=text("false")),
    Index("ix_mail_outbox_message", "mailbox", "message_id", unique=True),
    Index("ix_mail_outbox_open", "mailbox", "state", "number"),
    sqlite_autoincrement=True,
)

# Each recipient of a mail, sealed: a patient's address is made of the matricule. `state` is a
# Delivery, `code` the last answer or report about it, `attempt` the last one it was offered at.
RECIPIENTS = Table(
    "mail_recipients",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("address", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),
    Column("code", String(32), nullable=False, server_default=text("''")),
    Column("attempt", Integer, nullable=False, server_default=text("0")),
    Column("changed_at", Instant, nullable=False),
)

# Receipts that left, so that each mail has one at most, and no correspondent a storm of them.
# `about` and `correspondent` are blind: which mail, and who is told.
RECEIPTS = Table(
    "mail_receipts",
    METADATA,
    Column("mailbox", String(320), primary_key=True),
    Column("about", String(64), primary_key=True),
    Column("correspondent", String(64), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Index("ix_mail_receipts_correspondent", "mailbox", "correspondent", "sent_at"),
)

SEALED = (
    SealedColumn(INBOX.c.source, "mail_inbox.source"),
    SealedColumn(OUTBOX.c.source, "mail_outbox.source"),
    SealedColumn(RECIPIENTS.c.address, "mail_recipients.address"),
)
