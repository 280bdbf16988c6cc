"""The tables of what leaves: what tells of a patient is sealed, and goes with the circle."""

from __future__ import annotations

from sqlalchemy import LargeBinary

from care.dispatches.tables import (
    DISPATCH_ANSWERS,
    DISPATCH_DRAFTS,
    DISPATCH_PIECES,
    DISPATCH_TRIES,
    DISPATCHES,
    SEALED,
)

TABLES = (DISPATCHES, DISPATCH_ANSWERS, DISPATCH_DRAFTS, DISPATCH_PIECES, DISPATCH_TRIES)


def test_every_column_of_bytes_is_sealed() -> None:
    sealed = {one.column for one in SEALED}
    binary = {c for table in TABLES for c in table.columns if isinstance(c.type, LargeBinary)}
    assert sealed == binary


def test_each_row_goes_with_its_circle() -> None:
    assert all("circle_id" in table.columns for table in TABLES)
