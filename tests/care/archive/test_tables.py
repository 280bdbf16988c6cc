"""What is sealed is named, and no table of an end is taken for one of a circle."""

from __future__ import annotations

from care.archive.tables import HOLDS, PURGES, SEALED, TOMBSTONES


def test_the_reason_of_a_hold_is_sealed() -> None:
    assert [column.name for column in SEALED] == ["kept_holds.details"]


def test_ends_survive_what_they_end() -> None:
    for table in (HOLDS, PURGES, TOMBSTONES):
        assert not {"circle_id", "patient_id"} & set(table.columns.keys())
