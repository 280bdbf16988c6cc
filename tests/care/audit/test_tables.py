"""The trail's table holds nothing in clear that identifies anybody."""

from __future__ import annotations

from sqlalchemy import text

from care.audit.tables import SEALED, TRAIL
from care.runtime.database import Database
from care.runtime.units import Units
from tests.care.audit.circle_story import CANARY, write_story


def test_details_are_sealed(database: Database, units: Units) -> None:
    write_story(units)
    with database.begin() as connection:
        rows = connection.execute(text("SELECT * FROM audit_trail")).all()
    assert len(rows) == 6
    kept = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows])
    assert CANARY not in kept
    assert "SERIN" not in kept
    assert "chute" not in kept


def test_the_sealed_column_is_declared() -> None:
    assert [one.column for one in SEALED] == [TRAIL.c.details]
