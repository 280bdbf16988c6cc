"""Everything is done at its hour, exactly once, whatever happens to the process."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from bots.engine.timers import TimerLoop
from care.runtime.clock import Clock, ManualClock, SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, Say
from care.runtime.sealing import KeyRing
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker

_LIAISON = "@liaison:cpts.example"
_KEYS = KeyRing({1: bytes(range(32))})
_PARIS = ZoneInfo("Europe/Paris")
_START = datetime(2030, 1, 1, tzinfo=_PARIS)
_FORK = multiprocessing.get_context("fork")


class _Death(BaseException):
    """As when the process ends: nothing that follows happens."""


class Bell:
    """Rings: a row and a message per timer, unless its key `fails` or the process `dies_in` it."""

    def __init__(self) -> None:
        self.fails: set[str] = set()
        self.dies_in: int | None = None

    def due(self, work: UnitOfWork, timer: Timer) -> None:
        if timer.key in self.fails:
            raise ZeroDivisionError(timer.key)
        statement = text("INSERT INTO rung VALUES (:key, :due_at, :at)")
        at = {"due_at": timer.due_at.timestamp(), "at": work.now.timestamp()}
        work.connection.execute(statement, {"key": timer.key, **at})
        work.send(_LIAISON, Say(Address(key="k"), f"rappel {timer.key}"))
        if self.dies_in is not None:
            self.dies_in -= 1
            if self.dies_in == 0:
                raise _Death


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = _open(tmp_path)
    METADATA.create_all(opened.engine)
    with opened.begin() as connection:
        connection.execute(text("CREATE TABLE rung (key TEXT, due_at FLOAT, at FLOAT)"))
    yield opened
    opened.close()


def _open(folder: Path) -> Database:
    return Database(sqlite_url(folder / "service.db"))


def _units(database: Database, clock: Clock) -> Units:
    return Units(database, _KEYS, clock)


def _plant(units: Units, timers: dict[str, datetime]) -> None:
    with units.unit("plant") as work:
        for key, due_at in timers.items():
            set_timer(work, _LIAISON, key, due_at, {"key": key})


def _rung(database: Database) -> dict[str, tuple[float, float]]:
    """When each was due and rang; fails when one rang twice, or its message is not there once."""
    with database.begin() as connection:
        rows = connection.execute(text("SELECT key, due_at, at FROM rung")).all()
        messages: list[str] = []
        after = 0
        while pending := load_pending(connection, _KEYS, _LIAISON, after):
            after = pending[-1].sequence
            messages += [one.outgoing.text for one in pending if isinstance(one.outgoing, Say)]
    rung = {row.key: (row.due_at, row.at) for row in rows}
    assert len(rung) == len(rows)
    assert sorted(messages) == sorted(f"rappel {key}" for key in rung)
    return rung


def _instants(chance: random.Random, number: int) -> dict[str, datetime]:
    """Wall-clock moments over a year, many of them in the nights when the hour changes."""
    nights = [datetime(2030, 3, 31, tzinfo=_PARIS), datetime(2030, 10, 27, tzinfo=_PARIS)]
    moments = {}
    for n in range(number):
        if n % 10 == 0:
            night = chance.choice(nights)
            wall = night.replace(hour=chance.randrange(1, 4), minute=chance.randrange(60))
        else:
            wall = _START + timedelta(minutes=chance.randrange(365 * 24 * 60))
        moments[f"t{n}"] = wall.astimezone(UTC)
    return moments


def _outages(chance: random.Random, number: int) -> list[tuple[datetime, datetime]]:
    starts = sorted(chance.sample(range(365 * 24), number))
    begins = [(_START + timedelta(hours=hour)).astimezone(UTC) for hour in starts]
    return [(begin, begin + timedelta(hours=chance.uniform(0.01, 24))) for begin in begins]


async def test_ten_thousand_over_a_year_with_thirty_outages_and_deaths(database: Database) -> None:
    chance = random.Random(2030)
    clock = ManualClock(_START)
    units, bell, worker = _units(database, clock), Bell(), Worker(database)
    timers = _instants(chance, 10_000)
    _plant(units, timers)
    up: list[tuple[datetime, datetime]] = []
    outages = _outages(chance, 30)
    for begin, end in [*outages, (datetime(2031, 1, 2, tzinfo=UTC), clock.now())]:
        loop = TimerLoop(units, worker, {_LIAISON: bell})
        since = clock.now()
        until = await _serve_until(loop, bell, clock, begin, chance)
        if until > since or not up:
            up.append((since, until))
        clock.advance(max(end - clock.now(), timedelta(0)))
    worker.close()
    rung = _rung(database)
    assert {key: due_at for key, (due_at, _) in rung.items()} == {
        key: due_at.timestamp() for key, due_at in timers.items()
    }
    for key, (due_at, at) in rung.items():
        assert at in _possible_moments(up, due_at), key


def _possible_moments(up: list[tuple[datetime, datetime]], due_at: float) -> set[float]:
    """Its hour, or the end of the outage; either, for what is due at the moment of a death."""
    spans = [(since.timestamp(), until.timestamp()) for since, until in up]
    next_up = next(max(due_at, since) for since, until in spans if until > due_at)
    return {next_up, *(due_at for since, until in spans if since <= due_at <= until)}


async def _serve_until(
    loop: TimerLoop, bell: Bell, clock: ManualClock, end: datetime, chance: random.Random
) -> datetime:
    """Do what is due until `end`, or until dead a little before; returns when that was."""
    while clock.now() < end:
        dies = end - clock.now() < timedelta(hours=1)
        bell.dies_in = chance.choice([None, 1, 2]) if dies else None
        try:
            due_at = await loop.do_due()
        except _Death:
            return clock.now()
        clock.advance(min(due_at or end, end) - clock.now())
    return clock.now()


def _ring_all(folder: Path) -> None:
    """A process that does what is due, until it is killed."""

    async def run() -> None:
        database = _open(folder)
        loop = TimerLoop(_units(database, SystemClock()), Worker(database), {_LIAISON: Bell()})
        await loop.run()

    asyncio.run(run())


def test_killed_again_and_again_at_any_moment(database: Database, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    timers = {f"t{n}": now + timedelta(milliseconds=5 * n) for n in range(400)}
    _plant(_units(database, SystemClock()), timers)
    chance = random.Random(7)
    for _ in range(15):
        database.close()  # a forked child must not share connections
        doomed = _FORK.Process(target=_ring_all, args=(tmp_path,))
        doomed.start()
        time.sleep(chance.uniform(0, 0.3))
        doomed.kill()
        doomed.join(90)
    last = _FORK.Process(target=_ring_all, args=(tmp_path,))
    last.start()
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and len(_rung(database)) < len(timers):
        time.sleep(0.1)
    last.kill()
    last.join(90)
    rung = _rung(database)
    assert rung.keys() == timers.keys()
    assert all(at >= due_at for due_at, at in rung.values())


async def test_two_processes_do_it_once(database: Database, tmp_path: Path) -> None:
    clock = ManualClock(_START)
    _plant(_units(database, clock), {f"t{n}": _START for n in range(200)})
    other = _open(tmp_path)
    workers = [Worker(database), Worker(other)]
    loops = [
        TimerLoop(_units(one, clock), worker, {_LIAISON: Bell()})
        for one, worker in zip((database, other), workers, strict=True)
    ]
    await asyncio.gather(*(loop.do_due() for loop in loops))
    for worker in workers:
        worker.close()
    other.close()
    assert len(_rung(database)) == 200


async def test_one_that_fails_holds_up_nobody_and_is_done_when_it_can(database: Database) -> None:
    clock = ManualClock(_START)
    units, bell, worker = _units(database, clock), Bell(), Worker(database)
    loop = TimerLoop(units, worker, {_LIAISON: bell})
    _plant(units, {f"t{n}": _START + timedelta(seconds=n) for n in range(5)})
    clock.advance(timedelta(seconds=10))
    bell.fails = {"t1"}
    again = await loop.do_due()
    assert list(_rung(database)) == ["t0", "t2", "t3", "t4"]
    assert again == clock.now() + timedelta(seconds=30)
    bell.fails = set()
    clock.advance(timedelta(seconds=30))
    assert await loop.do_due() is None
    assert list(_rung(database))[-1] == "t1"
    worker.close()


async def test_what_nobody_here_owns_is_left_alone(database: Database) -> None:
    clock = ManualClock(_START)
    units, worker = _units(database, clock), Worker(database)
    _plant(units, {"t": _START})
    assert await TimerLoop(units, worker, {"@autre:cpts.example": Bell()}).do_due() is None
    assert await TimerLoop(units, worker, {}).do_due() is None
    worker.close()
    assert _rung(database) == {}


async def test_an_earlier_one_set_meanwhile_wakes_it(database: Database) -> None:
    units, worker = _units(database, SystemClock()), Worker(database)
    serving = asyncio.create_task(TimerLoop(units, worker, {_LIAISON: Bell()}).run())
    await worker.run(lambda: _plant(units, {"far": datetime.now(UTC) + timedelta(hours=1)}))
    await asyncio.sleep(0.2)
    await worker.run(lambda: _plant(units, {"near": datetime.now(UTC)}))
    async with asyncio.timeout(90):
        while not await worker.run(lambda: _rung(database)):
            await asyncio.sleep(0.01)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    worker.close()
    assert list(_rung(database)) == ["near"]
