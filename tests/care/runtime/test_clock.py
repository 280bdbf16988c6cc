"""Time is aware, in UTC, and stands still when told to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from care.runtime.clock import ManualClock, SystemClock


def test_system_time_is_aware_and_never_goes_back() -> None:
    first, second = SystemClock().now(), SystemClock().now()
    assert first.tzinfo is UTC
    assert first <= second


def test_manual_time_moves_only_when_told() -> None:
    clock = ManualClock(datetime(2030, 1, 7, 9, 0, tzinfo=ZoneInfo("Europe/Paris")))
    assert clock.now() == clock.now() == datetime(2030, 1, 7, 8, 0, tzinfo=UTC)
    clock.advance(timedelta(minutes=15))
    assert clock.now().isoformat() == "2030-01-07T08:15:00+00:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        ManualClock(datetime(2030, 1, 7))  # noqa: DTZ001
