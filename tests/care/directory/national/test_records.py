"""People read back from the kept rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.directory.national.editions import IndexDamaged, current_name
from care.directory.national.records import Records
from care.directory.national.tables import ROWS, SmallLists, Tables


def test_by_number_and_opaque(country_root: Path, tables: Tables, lists: SmallLists) -> None:
    folder = country_root / current_name(country_root)
    records = Records(folder, tables, lists, lambda national_id: f"opaque-{national_id[-3:]}")
    rank = records.rank_of(str(tables.keys[7])[1:])
    assert rank == 7
    person = records.person(7)
    assert person.rpps == str(tables.keys[7])[1:]
    assert person.id == f"opaque-{person.rpps[-3:]}"
    assert records.rank_of("10101010101") is None


def test_rows_of_someone_else_are_not_believed(
    country_root: Path, tables: Tables, lists: SmallLists, tmp_path: Path
) -> None:
    folder = country_root / current_name(country_root)
    for path in folder.glob("*.txt"):
        content = path.read_bytes()
        (tmp_path / path.name).write_bytes(b"x" + content[:-1] if path.name == ROWS else content)
    records = Records(tmp_path, tables, lists, str)
    with pytest.raises(IndexDamaged):
        records.person(3)
