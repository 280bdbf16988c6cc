"""Ten thousand reminders over a year with both clock changes, outages and sudden deaths.

Each rings exactly once, never early, late only by the outage.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import event

from care.moments.model import Frequency, Repeat, Schedule
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, Say
from care.runtime.timers import Timer, load_due, next_due, take_timer
from care.runtime.units import Units
from care.tasks.model import REMINDERS, SCHEDULE
from care.tasks.reminding import fire_reminder
from tests.care.tasks.scene import BELL, KEYS, add, task_id

START = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
END = START + timedelta(days=365)
PARIS = ZoneInfo("Europe/Paris")
_FORK = multiprocessing.get_context("fork")
Expected = Counter[tuple[str, datetime]]


class _Death(Exception):
    """The process dies here, before the commit."""


def instant(day: date, at: time) -> datetime:
    """Worked out apart from the code: the clock's first showing, or the first one after a gap."""
    found = datetime.combine(day, at, PARIS).astimezone(UTC)
    shown = found.astimezone(PARIS)
    if shown.time() == at:
        return found
    return datetime.combine(day, time(3), PARIS).astimezone(UTC)


def plant(units: Units, chance: random.Random, *, daily: int, weekly: int, once: int) -> Expected:
    """Add tasks; what is to ring, and when."""
    expected: Expected = Counter()
    with units.unit("plant") as work:
        for number in range(daily + weekly + once):
            first = date(2026, 1, 2) + timedelta(days=chance.randrange(6))
            # Half of them at the very hours that the clock skips, or shows twice.
            hour = 2 if number % 2 else chance.randrange(24)
            at, notice = time(hour, chance.randrange(60)), chance.choice([0, 0, 15, 1440])
            repeat, days = None, [date(2026, 1, 3) + timedelta(days=chance.randrange(360))]
            if number < daily:
                repeat = Repeat(Frequency.DAILY)
                days = [first + timedelta(days=n) for n in range(370)]
            elif number < daily + weekly:
                repeat = Repeat(Frequency.WEEKLY, weekdays=(first.weekday(),))
                days = [first + timedelta(weeks=n) for n in range(54)]
            schedule = Schedule(days[0], (at,), repeat=repeat)
            add(work, number, **{SCHEDULE: schedule, REMINDERS: (notice,)})
            rings = (instant(day, at) - timedelta(minutes=notice) for day in days)
            for ring in rings:
                if START < ring < END:
                    expected[task_id(number), ring] += 1
    return expected


def ring_due(units: Units, may_die: Callable[[], None]) -> None:
    """What the loop of timers does: take what is due, each in its own unit of work."""
    while True:
        with units.database.begin() as connection:
            due = load_due(connection, [BELL], units.clock.now())
        if not due:
            return
        for timer in due:
            try:
                _ring(units, timer, may_die)
            except _Death:
                break


def _ring(units: Units, timer: Timer, may_die: Callable[[], None]) -> None:
    with units.unit(timer.cause) as work:
        taken = take_timer(work, timer)
        if taken is None:
            return
        ringing = fire_reminder(work, taken)
        if ringing is not None:
            facts = {
                "task": ringing.task.id,
                "due": ringing.due_at.isoformat(),
                "rung": work.now.isoformat(),
            }
            work.send(BELL, Say(Address(key="room"), "…", data=facts))
        may_die()


def rung(database: Database) -> Iterator[tuple[str, datetime, datetime]]:
    """What was sent: the task, when it was due, when it rang."""
    after = 0
    while True:
        with database.begin() as connection:
            rows = load_pending(connection, KEYS, BELL, after)
        if not rows:
            return
        for row in rows:
            assert isinstance(row.outgoing, Say)
            facts = row.outgoing.data
            due, at = (datetime.fromisoformat(facts[name]) for name in ("due", "rung"))
            yield facts["task"], due, at
        after = rows[-1].sequence


def outages(chance: random.Random) -> list[tuple[datetime, datetime]]:
    """Thirty, of up to a day; two of them over the nights when the clock changes."""
    starts = [START + timedelta(seconds=chance.randrange(364 * 86400)) for _ in range(28)]
    starts += [datetime(2026, 3, 29, 0, 40, tzinfo=UTC), datetime(2026, 10, 24, 23, 50, tzinfo=UTC)]
    return [(start, start + timedelta(seconds=chance.randrange(60, 86400))) for start in starts]


def end_of_outage(now: datetime, away: list[tuple[datetime, datetime]]) -> datetime:
    """When we are back, if we are away at `now`."""
    while True:
        ends = [end for start, end in away if start <= now < end]
        if not ends:
            return now
        now = max(ends)


def test_ten_thousand_reminders(tmp_path: Path) -> None:
    chance = random.Random(20260329)
    database = Database(sqlite_url(tmp_path / "service.db"))
    METADATA.create_all(database.engine)
    clock = ManualClock(START)
    units = Units(database, KEYS, clock)
    expected = plant(units, chance, daily=25, weekly=16, once=200)
    assert expected.total() >= 10_000
    away = outages(chance)
    deaths = 0

    def may_die() -> None:
        nonlocal deaths
        if chance.random() < 0.02:
            deaths += 1
            raise _Death

    while True:
        with database.begin() as connection:
            due_at = next_due(connection, [BELL])
        if due_at is None or due_at >= END:
            break
        # The loop wakes at the hour, or a while after; an edit may have set a timer that is over.
        woken = max(due_at + timedelta(milliseconds=chance.randrange(900)), clock.now())
        clock.advance(end_of_outage(woken, away) - clock.now())
        ring_due(units, may_die)
    found = list(rung(database))
    assert Counter((task, due) for task, due, _ in found) == expected
    for _, due, at in found:
        assert due <= at < end_of_outage(due, away) + timedelta(seconds=1)
    late = sum(at - due > timedelta(seconds=1) for _, due, at in found)
    assert deaths > 100
    assert late > 100
    database.close()


def _live(url: str, now: datetime, statement: int | None) -> None:
    database = Database(url)
    if statement is not None:
        left = [statement]

        @event.listens_for(database.engine, "after_cursor_execute")
        def _count(*_: object) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    ring_due(Units(database, KEYS, ManualClock(now)), lambda: None)
    database.close()


def test_killed_by_the_machine_at_any_statement(database_url: str) -> None:
    """The process itself is killed, again and again, on each engine."""
    chance = random.Random(20261025)
    database = Database(database_url)
    METADATA.create_all(database.engine)
    expected = plant(Units(database, KEYS, ManualClock(START)), chance, daily=4, weekly=2, once=10)
    now, killed = START, 0
    for _ in range(24):
        now += timedelta(days=1)
        database.close()  # a forked child must not share connections
        doomed = _FORK.Process(target=_live, args=(database_url, now, chance.randrange(1, 60)))
        doomed.start()
        doomed.join(60)
        assert doomed.exitcode in {0, -signal.SIGKILL}
        killed += doomed.exitcode != 0
    assert killed > 12
    _live(database_url, now, None)
    found = list(rung(database))
    assert Counter((task, due) for task, due, _ in found) == Counter(
        {key: count for key, count in expected.items() if key[1] <= now}
    )
    assert all(due <= at for _, due, at in found)
    database.close()
