"""Letters, and the conversations that they make."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, text

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# `sheet` is sealed: who wrote what, of whom; so is `source`, the bytes as they came, empty once
# nobody needs them. `message` and `card` are the transaction ids of what was said of it.
# `unshown`: the rooms do not show yet where it stands; `shows` counts how often they
# were brought in line. `waits_since`: when it last began to wait.
LETTERS = Table(
    "letters",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("mailbox", String(320), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("finding", String(32), nullable=False, server_default=text("''")),
    Column("reason", String(64), nullable=False, server_default=text("''")),
    Column("received_at", Instant, nullable=False),
    Column("waits_since", Instant, nullable=False),
    Column("inbox_number", Integer),
    Column("thread", Integer),
    Column("message", String(64), nullable=False, server_default=text("''")),
    Column("card", String(64), nullable=False, server_default=text("''")),
    Column("asks_receipt", Boolean, nullable=False, server_default=text("false")),
    Column("shows", Integer, nullable=False, server_default=text("0")),
    Column("unshown", Boolean, nullable=False, server_default=text("true")),
    Column("decided_by", String(255)),
    Column("decided_at", Instant),
    Column("circle_id", String(33)),
    Column("patient_id", String(33)),
    Column("sheet", LargeBinary, nullable=False),
    Column("source", LargeBinary, nullable=False),
    Index("ix_letters_state", "mailbox", "state", "number"),
    Index("ix_letters_unshown", "mailbox", "unshown", "number"),
    Index("ix_letters_message", "message"),
    Index("ix_letters_card", "card"),
    sqlite_autoincrement=True,
)

# `root` is the transaction id of the message on which the conversation hangs.
LETTER_THREADS = Table(
    "letter_threads",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("mailbox", String(320), nullable=False),
    Column("root", String(64), nullable=False, server_default=text("''")),
    Column("closed", Boolean, nullable=False, server_default=text("false")),
    Index("ix_letter_threads_root", "root"),
    sqlite_autoincrement=True,
)

# `token` is a blind index of a Message-ID: of a letter, of one that it answers, of our answer.
LETTER_THREAD_IDS = Table(
    "letter_thread_ids",
    METADATA,
    Column("mailbox", String(320), primary_key=True),
    Column("token", String(64), primary_key=True),
    Column("thread", Integer, nullable=False, index=True),
)

SEALED = (
    SealedColumn(LETTERS.c.sheet, "letters.sheet"),
    SealedColumn(LETTERS.c.source, "letters.source"),
)
