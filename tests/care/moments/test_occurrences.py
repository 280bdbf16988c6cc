"""Days that come back, against the plain words they stand for; hours that do not creep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

from hypothesis import given, settings

from care.moments.model import Frequency, Occurrence, Repeat, Schedule
from care.moments.occurrences import (
    comes_round,
    next_occurrence,
    occurrences,
    occurrences_until,
)
from care.moments.wall import PARIS, wall_of
from tests.care.moments.schedules import days, schedules

DAILY = Repeat(Frequency.DAILY)


def first(schedule: Schedule, count: int) -> list[str]:
    return [one.key for one in islice(occurrences(schedule), count)]


def test_a_year_at_eight_is_eight_on_every_day_of_it() -> None:
    schedule = Schedule(date(2026, 1, 1), (time(8), time(20)), repeat=DAILY)
    year = list(islice(occurrences(schedule), 730))
    assert {wall_of(one.instant, PARIS).time() for one in year} == {time(8), time(20)}
    gaps = {after.instant - before.instant for before, after in pairwise(year)}
    assert gaps == {timedelta(hours=hours) for hours in (11, 12, 13)}


def test_an_hour_that_is_skipped_is_told_all_the_same() -> None:
    schedule = Schedule(date(2026, 3, 28), (time(2, 30),), repeat=DAILY)
    told = [one.instant for one in islice(occurrences(schedule), 3)]
    assert told == [
        datetime(2026, 3, 28, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
        datetime(2026, 3, 30, 0, 30, tzinfo=UTC),
    ]


def test_months_that_have_no_31st_are_not_forgotten() -> None:
    schedule = Schedule(date(2027, 1, 31), repeat=Repeat(Frequency.MONTHLY, month_day=31))
    assert first(schedule, 4) == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


def test_hours_that_had_passed_do_not_count() -> None:
    twice = Schedule(
        date(2026, 6, 1),
        (time(8), time(20)),
        repeat=replace(DAILY, count=3),
        first_time=time(20),
    )
    assert first(twice, 9) == ["2026-06-01T20:00", "2026-06-02T08:00", "2026-06-02T20:00"]


def test_days_left_out_are_counted_as_the_standard_wants() -> None:
    rule = replace(DAILY, count=3, but=(date(2026, 6, 2),))
    assert first(Schedule(date(2026, 6, 1), repeat=rule), 9) == ["2026-06-01", "2026-06-03"]


def test_once_is_once() -> None:
    assert first(Schedule(date(2026, 6, 1), (time(9),)), 9) == ["2026-06-01T09:00"]


@settings(deadline=None)
@given(schedules)
def test_in_order_within_bounds_and_on_the_right_days(schedule: Schedule) -> None:
    found = list(islice(occurrences(schedule), 80))
    repeat = schedule.repeat
    instants = [one.instant for one in found]
    assert instants == sorted(instants)
    assert len({one.key for one in found}) == len(found)
    assert all(one.day >= schedule.day for one in found)
    if repeat is None:
        return
    assert all(one.day not in repeat.but for one in found)
    assert all(repeat.until is None or one.day <= repeat.until for one in found)
    assert repeat.count is None or len(found) <= repeat.count
    if repeat.weekdays:
        assert all(one.day.weekday() in repeat.weekdays for one in found)


@settings(deadline=None)
@given(schedules, days)
def test_starting_later_changes_nothing(schedule: Schedule, since: date) -> None:
    horizon = max(since, schedule.day) + timedelta(days=400)
    whole = [one for one in occurrences(schedule) if one.day >= since] if _ends(schedule) else None
    if whole is None:
        whole = []
        for one in occurrences(schedule):
            if one.day > horizon:
                break
            if one.day >= since:
                whole.append(one)
    started = []
    for one in occurrences(schedule, since):
        if one.day > horizon and not _ends(schedule):
            break
        started.append(one)
    assert started == whole


def _ends(schedule: Schedule) -> bool:
    repeat = schedule.repeat
    return repeat is None or repeat.until is not None or repeat.count is not None


@settings(deadline=None)
@given(schedules, days)
def test_the_next_one_is_the_first_after(schedule: Schedule, day: date) -> None:
    after = datetime.combine(day, time(12), UTC)
    found = next_occurrence(schedule, after)
    before = occurrences_until(schedule, after + timedelta(microseconds=1))
    assert all(one.instant <= after for one in before)
    if found is None:
        assert _ends(schedule)
    else:
        assert found.instant > after
        assert comes_round(schedule, found)
        assert occurrences_until(schedule, found.instant) == [
            one for one in before if one.instant < found.instant
        ]


def test_what_does_not_come_round() -> None:
    schedule = Schedule(date(2026, 6, 1), (time(8),), repeat=DAILY)
    assert comes_round(schedule, Occurrence(date(2026, 7, 1), time(8), PARIS))
    assert not comes_round(schedule, Occurrence(date(2026, 7, 1), time(9), PARIS))
    assert not comes_round(schedule, Occurrence(date(2026, 5, 1), time(8), PARIS))
