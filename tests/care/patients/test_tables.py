"""No column of the patients' tables is readable but ids and dates."""

from __future__ import annotations

from care.patients.tables import PATIENT_TOKENS, PATIENTS, SEALED


def test_columns() -> None:
    assert {column.name for column in PATIENTS.columns} == {"id", "record", "changed_at"}
    assert {column.name for column in PATIENT_TOKENS.columns} == {"token", "patient_id"}
    assert [column.name for column in SEALED] == ["patients.record"]
