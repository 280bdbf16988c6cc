"""What holds a mail or an address is sealed."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Table

from care.mail import tables
from care.mail.delivery import Delivery


def test_every_column_of_bytes_is_sealed() -> None:
    found = [table for table in vars(tables).values() if isinstance(table, Table)]
    binary = {
        f"{table.name}.{column.name}"
        for table in found
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert binary == {sealed.name for sealed in tables.SEALED}
    assert all(sealed.context == sealed.name for sealed in tables.SEALED)


def test_states_fit_in_their_column() -> None:
    assert max(map(len, Delivery)) <= tables.RECIPIENTS.c.state.type.length
