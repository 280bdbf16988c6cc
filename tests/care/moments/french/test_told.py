"""Pieces of a moment."""

from __future__ import annotations

from datetime import date, time

from care.moments.french.told import DayTold, HoursTold, times_of


def test_times_are_in_order_and_once() -> None:
    assert times_of([1200, 480, 480, 1440]) == (time(0), time(8), time(20))


def test_midnight_ends_the_day_and_small_hours_begin_the_next() -> None:
    assert HoursTold(minutes=(1440,)).is_midnight
    assert not HoursTold(minutes=(0,)).is_midnight
    assert not HoursTold().is_midnight
    assert HoursTold(minutes=(180,), starts=1320).is_small_hours
    assert not HoursTold(minutes=(1320,), starts=1320).is_small_hours


def test_a_day_told_twice_is_written_twice() -> None:
    assert DayTold((0, 6), (date(2026, 6, 1),), also=((7, 12),)).spans == ((0, 6), (7, 12))
