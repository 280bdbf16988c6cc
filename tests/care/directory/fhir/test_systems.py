"""Systems name their tables, whichever way they are spelt."""

from __future__ import annotations

import pytest

from care.directory.fhir.systems import skill_table, system_of, table_of


@pytest.mark.parametrize("table", ["G15", "R38", "R23", "R256"])
def test_a_system_names_its_table(table: str) -> None:
    assert table_of(system_of(table)) == table


def test_what_is_no_table_is_none() -> None:
    assert table_of(None) == table_of("urn:oid:1.2.3") == ""


def test_skills_go_by_how_their_codes_begin() -> None:
    assert [skill_table(code) for code in ("SM26", "CEX22", "C42", "CAPA08")] == [
        "R38",
        "R40",
        "R39",
        "R39",
    ]
