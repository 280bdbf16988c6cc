"""What is sealed is told to whoever changes the keys."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Table

from care.letters import tables


def test_every_column_of_bytes_is_sealed() -> None:
    described = [one for one in vars(tables).values() if isinstance(one, Table)]
    bytes_ = {
        f"{table.name}.{column.name}"
        for table in described
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert bytes_ == {one.name for one in tables.SEALED}
