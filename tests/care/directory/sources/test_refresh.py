"""The refresh: at its hour, caught up once after a stop, tried again after a failure."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from care.directory.national_files import UnusableFile
from care.directory.sources.port import Delivery, Progress
from care.directory.sources.refresh import (
    FAILING,
    STALE,
    Refresh,
    keep_refreshed,
    load_refresh,
)
from care.directory.sources.taking import Place
from care.directory.store import load_edition
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from tests.care.directory.territory import COMMUNES, KEYS

NOON = datetime(2026, 11, 14, 11, 0, tzinfo=UTC)


@dataclass
class CountedSource:
    """A folder that is counted, refuses when told to, and marks what it gives."""

    folder: Path
    refusal: str = ""
    mark: str = ""
    times: list[datetime] = field(default_factory=list)

    @contextmanager
    def deliver(self, spool: Path, progress: Progress) -> Iterator[Delivery]:
        self.times.append(NOON)
        if self.refusal == "bug":
            raise ZeroDivisionError
        if self.refusal:
            raise UnusableFile(self.refusal)
        yield Delivery(self.folder, "essai", self.mark)


@dataclass
class Scene:
    refresh: Refresh
    source: CountedSource
    clock: ManualClock
    database: Database

    def failure(self) -> str | None:
        with self.database.begin() as connection:
            state = load_refresh(connection)
            assert state is not None
            return state.failure

    def run(self, **later: float) -> bool:
        self.clock.advance(timedelta(**later))
        return self.refresh.run_if_due()


@pytest.fixture
def scene(folder: Path, database: Database, tmp_path: Path) -> Scene:
    source, clock = CountedSource(folder), ManualClock(NOON)
    place = Place(database, KEYS, COMMUNES, tmp_path / "national", tmp_path / "spool")
    refresh = Refresh(place, source, 5, ZoneInfo("Europe/Paris"), clock)
    return Scene(refresh, source, clock, database)


def test_an_empty_directory_is_filled_at_once_then_daily(scene: Scene) -> None:
    assert scene.run()
    with scene.database.begin() as connection:
        assert load_edition(connection) is not None
    assert not scene.run(hours=16, minutes=59)
    assert scene.run(minutes=1)
    assert not scene.run(hours=23)


def test_days_missed_are_caught_up_once(scene: Scene) -> None:
    scene.run()
    assert scene.run(days=6)
    assert not scene.run(minutes=5)
    assert len(scene.source.times) == 2


def test_a_failure_is_told_and_tried_again_within_the_hour(scene: Scene) -> None:
    scene.run()
    scene.source.refusal = "source-unreachable"
    assert scene.run(days=1)
    assert scene.failure() == "source-unreachable"
    assert FAILING._value.get() == 1
    assert not scene.run(minutes=59)
    scene.source.refusal = ""
    assert scene.run(minutes=1)
    assert scene.failure() is None
    assert FAILING._value.get() == 0


def test_a_bug_in_a_source_stops_nothing(scene: Scene) -> None:
    scene.source.refusal = "bug"
    assert scene.run()
    assert scene.failure() == "source-broken"


def test_what_has_not_changed_is_not_imported_again(scene: Scene) -> None:
    scene.source.mark = "same"
    scene.run()
    with scene.database.begin() as connection:
        before = load_edition(connection)
    scene.run(days=1)
    with scene.database.begin() as connection:
        assert load_edition(connection) == before


def test_an_old_file_shows_in_the_metrics(scene: Scene) -> None:
    scene.run()
    assert STALE._value.get() == 0
    scene.run(days=11)
    assert STALE._value.get() == 1


def test_two_processes_do_it_once(scene: Scene) -> None:
    claimed = [scene.refresh._claim(), scene.refresh._claim()]
    assert [claim is not None for claim in claimed] == [True, False]


async def test_the_loop_looks_again_and_again() -> None:
    looked: list[int] = []
    loop = asyncio.create_task(keep_refreshed(lambda: looked.append(1), nap=0.001))
    while len(looked) < 3:
        await asyncio.sleep(0.001)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop
