"""The public holidays of metropolitan France (Code du travail, article L3133-1)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def is_public_holiday(day: date) -> bool:
    """Whether `day` is one: usual hours say nothing about it."""
    return day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[date]:
    moving = (easter(year) + timedelta(days=days) for days in _AFTER_EASTER)
    return frozenset({date(year, month, day) for month, day in _FIXED} | set(moving))


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian computus."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3) + 15
    epact = moon % 30
    rest = year % 100
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
