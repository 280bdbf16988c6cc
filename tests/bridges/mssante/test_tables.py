"""The bridge's own tables hold nothing that needs a seal."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Table

from bridges.mssante import tables
from care.mail.model import Trouble


def test_no_column_holds_bytes() -> None:
    found = [table for table in vars(tables).values() if isinstance(table, Table)]
    assert not any(isinstance(c.type, LargeBinary) for one in found for c in one.columns)


def test_every_trouble_fits_in_its_column() -> None:
    assert max(len(trouble) for trouble in Trouble) <= tables.MAILBOXES.c.receiving.type.length
