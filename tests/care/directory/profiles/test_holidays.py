"""Public holidays of a few years, from the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from care.directory.profiles.holidays import easter, is_public_holiday


@pytest.mark.parametrize(
    "day",
    [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25)],
)
def test_easter(day: date) -> None:
    assert easter(day.year) == day


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 1, 1), True),
        (date(2026, 4, 5), False),
        (date(2026, 4, 6), True),
        (date(2026, 5, 14), True),
        (date(2026, 5, 25), True),
        (date(2026, 7, 14), True),
        (date(2026, 11, 10), False),
        (date(2026, 11, 11), True),
        (date(2026, 12, 25), True),
        (date(2026, 12, 26), False),
    ],
)
def test_holidays(day: date, holiday: bool) -> None:
    assert is_public_holiday(day) is holiday
