"""The trail: lines that only ever grow in number, each tied to the one before."""

from __future__ import annotations

from sqlalchemy import DDL, Column, Index, Integer, LargeBinary, String, Table, event

from care.audit.triggers import TRIGGERS
from care.runtime.database import METADATA, Instant
from care.runtime.sealed_columns import SealedColumn

__all__ = ["SEALED", "TRAIL", "TRIGGERS"]

# `sequence` has no gap. Who, what and on whom are opaque; `details` is sealed and may be sealed
# anew. A line whose time is over keeps only the first four and the last four columns.
TRAIL = Table(
    "audit_trail",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(16), nullable=False, index=True),
    Column("actor", String(64), index=True),
    Column("act", String(64)),
    Column("circle", String(64)),
    Column("patient", String(64), index=True),
    Column("person", String(64), index=True),
    Column("result", String(16)),
    Column("face", String(16)),
    Column("details", LargeBinary, nullable=False),
    Column("details_mac", String(64)),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("erased_at", Instant),
    Column("erasure", String(64)),
    Index("ix_audit_trail_circle", "circle", "sequence"),
)

for _dialect, _statements in TRIGGERS.items():
    for _statement in _statements:
        _made = DDL(_statement).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(TRAIL, "after_create", _made)

SEALED = (SealedColumn(TRAIL.c.details, "audit_trail.details"),)
