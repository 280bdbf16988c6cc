"""Nothing that tells anything of anybody is in clear: neither types, nor titles, nor ids."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from care.documents.tables import (
    DOCUMENT_FILES,
    DOCUMENT_LINKS,
    DOCUMENT_READINGS,
    DOCUMENT_RESULTS,
    DOCUMENT_WITHDRAWALS,
    DOCUMENTS,
    SEALED,
)
from tests.care.circles.hamlet import make_units, opened
from tests.care.documents.papers import Paper, file, result, withdraw

TABLES = (
    DOCUMENTS, DOCUMENT_FILES, DOCUMENT_LINKS, DOCUMENT_READINGS, DOCUMENT_RESULTS,
    DOCUMENT_WITHDRAWALS,
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_goes_with_its_circle(table: object) -> None:
    assert "circle_id" in table.c  # type: ignore[attr-defined]


def test_no_clear_word_in_any_row() -> None:
    units = make_units()
    circle = opened(units).id
    canary = Paper("CANARY7", text="CANARITANTE", title="CANARITANTE", results=(result("CANARI"),))
    with units.unit("x") as work:
        file(work, circle, canary)
        withdraw(work, circle, Paper("CANARY8"))
        rows = [str(row) for table in TABLES for row in work.connection.execute(select(table))]
    assert len(rows) > 6
    text = "\n".join(rows).lower()
    assert "canar" not in text
    assert "11502" not in text
    assert "labo@" not in text


def test_sealed_columns_are_named() -> None:
    assert {one.name for one in SEALED} == {
        "documents.details",
        "document_files.content",
        "document_results.details",
        "document_withdrawals.details",
    }
