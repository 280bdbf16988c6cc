"""Documents of circles, the ids they are known by, their files, results, deletions and readings."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, text

from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

# `details` is sealed: what the document says of itself, who sent it. `unsettled`: the rooms do not
# show it yet as it is. `card` is the transaction id of its card there, `file` that of its PDF,
# `said` those of all that tells what it holds (to be erased with it). `shown` is a keyed hash of
# what the card says, `shown_in` the room where it is, `rung`: an alert of it has rung.
DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", String(33), primary_key=True),
    Column("circle_id", String(33), nullable=False),
    Column("audience", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("filed_at", Instant, nullable=False),
    Column("has_alert", Boolean, nullable=False, server_default=text("false")),
    Column("unsettled", Boolean, nullable=False, server_default=text("true")),
    Column("shown_at", Instant),
    Column("shown_in", String(16), nullable=False, server_default=text("''")),
    Column("shown", String(64), nullable=False, server_default=text("''")),
    Column("card", String(64), nullable=False, server_default=text("''")),
    Column("file", String(64), nullable=False, server_default=text("''")),
    Column("said", Text, nullable=False, server_default=text("''")),
    Column("rung", Boolean, nullable=False, server_default=text("false")),
    Column("details", LargeBinary, nullable=False),
    Index("ix_documents_number", "circle_id", "audience", "number", unique=True),
    Index("ix_documents_unsettled", "circle_id", "unsettled"),
)

# By what a document is found: blind indexes of its unique ids, its set, what it replaces, its PDF.
DOCUMENT_LINKS = Table(
    "document_links",
    METADATA,
    Column("circle_id", String(33), primary_key=True),
    Column("token", String(64), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("document_id", String(33), primary_key=True),
)

DOCUMENT_FILES = Table(
    "document_files",
    METADATA,
    Column("document_id", String(33), primary_key=True),
    Column("form", String(16), primary_key=True),
    Column("circle_id", String(33), nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
)

# `token` is a blind index of the code of the examination (of its name when it has none).
DOCUMENT_RESULTS = Table(
    "document_results",
    METADATA,
    Column("document_id", String(33), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("circle_id", String(33), nullable=False),
    Column("token", String(64), nullable=False),
    Column("details", LargeBinary, nullable=False),
    Index("ix_document_results_token", "circle_id", "token"),
)

# Deletions that were ordered, kept for what comes after them. `details` is sealed: by whom.
DOCUMENT_WITHDRAWALS = Table(
    "document_withdrawals",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("circle_id", String(33), nullable=False),
    Column("token", String(64), nullable=False),
    Column("ordered_at", Instant, nullable=False),
    Column("details", LargeBinary, nullable=False),
    Index("ix_document_withdrawals_token", "circle_id", "token"),
    sqlite_autoincrement=True,
)

# Who opened what, beyond how far they have read the room.
DOCUMENT_READINGS = Table(
    "document_readings",
    METADATA,
    Column("document_id", String(33), primary_key=True),
    Column("user_id", String(255), primary_key=True),
    Column("circle_id", String(33), nullable=False, index=True),
    Column("read_at", Instant, nullable=False),
)

SEALED = (
    SealedColumn(DOCUMENTS.c.details, "documents.details"),
    SealedColumn(DOCUMENT_FILES.c.content, "document_files.content"),
    SealedColumn(DOCUMENT_RESULTS.c.details, "document_results.details"),
    SealedColumn(DOCUMENT_WITHDRAWALS.c.details, "document_withdrawals.details"),
)
