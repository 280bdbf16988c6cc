"""The register's only readable columns are what, when and an opaque author."""

from __future__ import annotations

from care.consent.tables import SEALED, STATEMENTS


def test_columns() -> None:
    assert [column.name for column in SEALED] == ["consent_statements.details"]
    assert "person" not in STATEMENTS.columns
