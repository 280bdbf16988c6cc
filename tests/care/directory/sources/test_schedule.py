"""Once a day by the clock on the wall, whatever the season."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from care.directory.sources.schedule import after_failure, next_refresh

PARIS = ZoneInfo("Europe/Paris")
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_the_hour_is_local() -> None:
    winter, summer = datetime(2026, 11, 14, tzinfo=UTC), datetime(2026, 7, 14, tzinfo=UTC)
    assert next_refresh(winter, 5, PARIS) == winter.replace(hour=4)
    assert next_refresh(summer, 5, PARIS) == summer.replace(hour=3)
    assert next_refresh(winter.replace(hour=4), 5, PARIS) == datetime(2026, 11, 15, 4, tzinfo=UTC)


@given(now=MOMENTS, hour=st.integers(0, 23))
def test_there_is_exactly_one_in_each_local_day(now: datetime, hour: int) -> None:
    first = next_refresh(now, hour, PARIS)
    second = next_refresh(first, hour, PARIS)
    assert now < first <= now + timedelta(hours=26)
    assert timedelta(hours=22) <= second - first <= timedelta(hours=26)
    days = (second.astimezone(PARIS).date() - first.astimezone(PARIS).date()).days
    assert days == 1


@given(now=MOMENTS, hour=st.integers(0, 23))
def test_after_a_failure_it_is_soon(now: datetime, hour: int) -> None:
    assert now < after_failure(now, hour, PARIS) <= now + timedelta(hours=1)
