"""Days of the calendar, seen from each day of a week."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.moments.french.days import coming, next_month, ranked_weekday
from care.moments.wall import PARIS
from tests.care.moments.french.telling import understood

MONDAY = date(2026, 11, 23)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def seen_from(weekday: int, text: str) -> str:
    at = datetime.combine(MONDAY + timedelta(days=weekday), time(10), ZoneInfo(PARIS))
    return understood(text, at)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("mercredi", "25 25 25/02 02 02 02 02"),
        ("ce mercredi", "25 25 25 02 02 02 02"),
        ("mercredi prochain", "25/02 25/02 02 02 02 02 02"),
        ("mercredi en huit", "02 02 02 09 09 09 09"),
        ("mercredi de la semaine prochaine", "02 02 02 02 02 02 02"),
        ("fin de semaine", "27 27 27 27 27 04 04"),
        ("ce week-end", "28 28 28 28 28 28 29"),
        ("la semaine prochaine", "30 30 30 30 30 30 30"),
        ("milieu de semaine", "25 25 25 02 02 02 02"),
    ],
)
def test_through_the_week(text: str, seen: str) -> None:
    found = [seen_from(weekday, text) for weekday in range(7)]
    assert " ".join("/".join(day[-2:] for day in one.split(" / ")) for one in found) == seen


@settings(deadline=None)
@given(days, st.integers(0, 6))
def test_the_coming_weekday_is_within_the_week(today: date, weekday: int) -> None:
    found = coming(weekday, today)
    assert found.weekday() == weekday
    assert timedelta() <= found - today < timedelta(days=7)


@settings(deadline=None)
@given(days, st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6))
def test_ranks_in_a_month(day: date, rank: int, weekday: int) -> None:
    found = ranked_weekday(day.year, day.month, rank, weekday)
    assert (found.month, found.weekday()) == (day.month, weekday)
    if rank == -1:
        assert (found + timedelta(days=7)).month != day.month
    else:
        assert (found.day - 1) // 7 == rank - 1


@settings(deadline=None)
@given(days)
def test_the_next_month_begins_after_this_one(day: date) -> None:
    found = next_month(day)
    assert found.day == 1
    assert (found - timedelta(days=1)).month == day.month
