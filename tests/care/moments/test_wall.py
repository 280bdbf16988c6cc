"""The clock on the wall against instants, also on the nights when it jumps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.moments.wall import PARIS, end_of_day, exact_zone, instant_of, is_zone, wall_of

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
ZONES = (PARIS, "America/Guadeloupe", "Indian/Reunion", "Pacific/Noumea", "America/Miquelon")
_FROM, _TO = (datetime.fromisoformat(day) for day in ("2020-01-01", "2040-01-01"))
instants = st.datetimes(_FROM, _TO, timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (SPRING, time(1, 59), "2026-03-29T00:59"),
        (SPRING, time(2, 0), "2026-03-29T01:00"),
        (SPRING, time(2, 30), "2026-03-29T01:00"),
        (SPRING, time(2, 59), "2026-03-29T01:00"),
        (SPRING, time(3, 0), "2026-03-29T01:00"),
        (SPRING, time(3, 1), "2026-03-29T01:01"),
        (AUTUMN, time(1, 59), "2026-10-24T23:59"),
        (AUTUMN, time(2, 30), "2026-10-25T00:30"),
        (AUTUMN, time(3, 0), "2026-10-25T02:00"),
        (date(2026, 6, 14), time(8, 15), "2026-06-14T06:15"),
        (date(2026, 12, 14), time(8, 15), "2026-12-14T07:15"),
    ],
)
def test_skipped_hours_ring_when_the_clock_goes_on_and_double_ones_the_first_time(
    day: date, at: time, utc: str
) -> None:
    assert instant_of(day, at, PARIS) == datetime.fromisoformat(f"{utc}+00:00")


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.times(), st.sampled_from(ZONES))
def test_the_clock_shows_what_was_asked_unless_it_skips_it(day: date, at: time, zone: str) -> None:
    wall = wall_of(instant_of(day, at, zone), zone)
    asked = datetime.combine(day, at)
    if wall != asked:
        assert timedelta() < wall - asked <= timedelta(hours=1)
        assert wall_of(instant_of(day, at, zone) - timedelta(seconds=1), zone) < asked


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.lists(st.times(), min_size=2, max_size=2))
def test_later_on_the_wall_is_never_earlier(day: date, times: list[time]) -> None:
    first, last = sorted(times)
    assert instant_of(day, first, PARIS) <= instant_of(day, last, PARIS)


@settings(deadline=None)
@given(instants, st.sampled_from(ZONES))
def test_any_instant_can_be_said_exactly(instant: datetime, zone: str) -> None:
    wall = wall_of(instant, zone)
    exact = exact_zone(instant, zone)
    assert instant_of(wall.date(), wall.time(), exact) == instant
    assert wall_of(instant, exact) == wall


def test_the_second_time_round_needs_a_fixed_zone() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert wall_of(second, PARIS) == datetime.fromisoformat("2026-10-25T02:30")
    assert exact_zone(second, PARIS) == "Etc/GMT-1"
    assert exact_zone(second - timedelta(hours=1), PARIS) == PARIS


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 6, 1), 24)])
def test_days_are_as_long_as_the_clock_makes_them(day: date, hours: int) -> None:
    start = datetime.combine(day, time(), ZoneInfo(PARIS)).astimezone(UTC)
    assert end_of_day(day, PARIS) - start == timedelta(hours=hours)


def test_zones() -> None:
    assert all(is_zone(zone) for zone in (*ZONES, "Etc/UTC", "Etc/GMT-1"))
    assert not any(
        is_zone(name) for name in ("", "Paris", "Europe", "../etc/passwd", "/etc", "x\0")
    )
