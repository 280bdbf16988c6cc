"""Occurrences are named by the wall clock, and late when their hour or their day is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.moments.model import Occurrence, Schedule, parse_key
from care.moments.wall import PARIS
from tests.care.moments.schedules import days, minutes

DAY = date(2026, 6, 14)


def test_names_and_lateness() -> None:
    timed, whole = Occurrence(DAY, time(8, 15), PARIS), Occurrence(DAY, None, PARIS)
    assert (timed.key, whole.key) == ("2026-06-14T08:15", "2026-06-14")
    assert timed.instant == timed.late_from == datetime(2026, 6, 14, 6, 15, tzinfo=UTC)
    assert whole.instant == datetime(2026, 6, 13, 22, tzinfo=UTC)
    assert whole.late_from == datetime(2026, 6, 14, 22, tzinfo=UTC)


@settings(deadline=None)
@given(days, st.none() | minutes)
def test_a_key_names_its_occurrence(day: date, at: time | None) -> None:
    occurrence = Occurrence(day, at, PARIS)
    assert parse_key(occurrence.key, PARIS) == occurrence


@pytest.mark.parametrize(
    "key", ["", "x", "2026-02-30", "2026-06-14T25:00", "2026-6-14", "2026-06-14T08:15:00", "٢"]
)
def test_nothing_else_is_a_key(key: str) -> None:
    assert parse_key(key) is None


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_reading_of_keys(text: str) -> None:
    assert parse_key(text) is None or parse_key(text).key == text  # type: ignore[union-attr]


def test_what_comes_back() -> None:
    assert not Schedule(DAY).comes_back
    assert not Schedule(DAY, (time(8),)).comes_back
    assert Schedule(DAY, (time(8), time(20))).comes_back
