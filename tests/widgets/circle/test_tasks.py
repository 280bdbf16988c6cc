"""Which of the tasks of a circle is late, and which comes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from care.moments.model import Frequency, Repeat, Schedule
from care.tasks.model import SCHEDULE, Register, Stamp, Task, Wording
from widgets.circle.tasks import count_late, is_late, next_time

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
STAMP = Stamp(NOW, "e")


def task(schedule: Schedule | None) -> Task:
    fields = {} if schedule is None else {SCHEDULE: Register(schedule, STAMP, "@a:b")}
    wordings = frozenset({Wording("peser", STAMP, "@a:b")})
    return Task("t" + "0" * 32, "c", "@a:b", NOW, fields, wordings)


def test_what_has_no_day_is_never_late() -> None:
    assert not is_late(task(None), NOW)
    assert next_time(task(None), NOW) is None


def test_an_hour_that_is_past_is_late_and_a_day_only_when_it_is_over() -> None:
    morning = task(Schedule(date(2026, 3, 4), (time(9),)))
    today = task(Schedule(date(2026, 3, 4)))
    last_year = task(Schedule(date(2025, 1, 2)))
    assert [is_late(one, NOW) for one in (morning, today, last_year)] == [True, False, True]
    assert count_late([morning, today, last_year], NOW) == 2


def test_what_comes_back_is_shown_where_it_is_due() -> None:
    daily = task(Schedule(date(2026, 3, 1), (time(9),), repeat=Repeat(Frequency.DAILY)))
    found = next_time(daily, NOW)
    assert found is not None
    assert found.day == date(2026, 3, 4)
