"""No subject's tables are left out of the schema."""

from __future__ import annotations

from pathlib import Path

import care
from deploy.schema import SCHEMA, SUBJECTS


def _folders(*found: str | None) -> set[str]:
    return {Path(path).parent.name for path in found if path}


def test_every_subject_that_has_tables_is_in_it() -> None:
    house = Path(care.__file__).parents[1]
    tables = [*house.glob("care/*/tables.py"), *house.glob("bridges/*/tables.py")]
    assert _folders(*(str(path) for path in tables)) == _folders(
        *(subject.__file__ for subject in SUBJECTS)
    )


def test_no_table_grows_without_being_asked_for() -> None:
    keyless = [table.name for table in SCHEMA.sorted_tables if not table.primary_key.columns]
    assert keyless == []


def test_every_constraint_has_a_name_so_that_it_can_be_changed_later() -> None:
    nameless = [
        table.name
        for table in SCHEMA.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []
