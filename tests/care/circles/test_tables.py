"""The database itself keeps one open circle per patient, and seals what names anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import LargeBinary
from sqlalchemy.exc import IntegrityError

from care.circles import tables
from care.circles.model import CircleId
from care.circles.store import add_circle
from care.circles.tables import CIRCLES, SEALED
from tests.care.circles.hamlet import make_units, open_one


def test_a_second_open_circle_is_refused_by_the_database() -> None:
    units = make_units()
    with units.unit("one") as work:
        circle = open_one(work).circle
    with pytest.raises(IntegrityError), units.unit("two") as work:
        add_circle(work, replace(circle, id=CircleId("c" + "2" * 32)))


def test_every_column_of_bytes_is_declared_sealed() -> None:
    sealed = {column.name for column in SEALED}
    for table in (CIRCLES, tables.MEMBERS, tables.ENTRIES, tables.LISTS, tables.DRAFTS):
        for column in table.columns:
            if isinstance(column.type, LargeBinary):
                assert f"{table.name}.{column.name}" in sealed
