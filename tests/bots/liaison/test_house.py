"""The clock on the wall decides which day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bots.liaison.house import House


def test_the_day_is_that_of_the_wall() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert House("@liaison:test").today(late) == date(2026, 3, 3)
