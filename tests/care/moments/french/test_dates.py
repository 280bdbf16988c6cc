"""Dates without their year are the next ones to come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.moments.french.dates import next_date
from tests.care.moments.french.telling import understood

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@settings(deadline=None)
@given(days, days)
def test_the_next_such_date(today: date, wanted: date) -> None:
    found = next_date(wanted.day, wanted.month, today)
    assert found is not None
    assert (found.day, found.month) == (wanted.day, wanted.month)
    assert found >= today
    if (wanted.day, wanted.month) != (29, 2):
        assert (found - today).days <= 366


def test_a_date_that_no_year_has() -> None:
    assert next_date(31, 4, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *(("2.5 mg", ""), ("12.06", ""), ("12-06", ""), ("1/13", ""), ("24/24", ""), ("0/5", "")),
        *(("12.06.27", "2027-06-12"), ("le 3 rue", ""), ("le 0", "")),
        *(("01/01/2027", "2027-01-01"), ("du 14 juin", "2027-06-14"), ("le 1/1", "2027-01-01")),
    ],
)
def test_numbers_are_dates_only_when_they_cannot_be_anything_else(text: str, meaning: str) -> None:
    assert understood(text) == meaning
