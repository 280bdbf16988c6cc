"""Every column of bytes says whether it is sealed, and for what."""

from __future__ import annotations

from sqlalchemy import LargeBinary

from care.runtime.tables import OUTBOX
from deploy.schema import SCHEMA, SEALED, UNSEALED


def test_no_column_of_bytes_is_left_unsaid() -> None:
    said = [one.column for one in SEALED] + [one.column for one in UNSEALED]
    bytes_columns = {
        column
        for table in SCHEMA.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert len(said) == len(set(said))
    assert {str(column) for column in said} == {str(column) for column in bytes_columns}


def test_one_that_is_not_sealed_says_why() -> None:
    assert all(len(one.because) > 20 for one in UNSEALED)


def test_a_column_has_a_name_to_show() -> None:
    (outbox,) = [one for one in SEALED if one.column is OUTBOX.c.payload]
    assert outbox.name == "outbox.payload"
