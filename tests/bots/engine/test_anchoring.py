"""The anchor follows the trail by itself, and shouts when the trail got shorter."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bots.engine.anchoring import anchoring
from care.audit.anchor import load_anchor
from care.audit.store import load_head
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from care.runtime.worker import Worker
from tests.care.audit.circle_story import tamper, write_story


@pytest.fixture
def units(tmp_path: Path) -> Iterator[Units]:
    database = Database(sqlite_url(tmp_path / "service.db"))
    METADATA.create_all(database.engine)
    clock = ManualClock(datetime(2030, 1, 7, 8, 15, tzinfo=UTC))
    yield Units(database, KeyRing({1: bytes(range(32))}), clock)
    database.close()


@pytest.fixture
def worker(units: Units) -> Iterator[Worker]:
    made = Worker(units.database)
    yield made
    made.close()


def _is_up_to_date(units: Units, path: Path) -> bool:
    with units.database.begin() as connection:
        return load_anchor(path, units.keys) == load_head(connection)


async def _wait_up_to_date(units: Units, worker: Worker, path: Path) -> None:
    async with asyncio.timeout(90):
        while not await worker.run(lambda: _is_up_to_date(units, path)):
            await asyncio.sleep(0.01)


async def test_it_follows_while_they_work_and_at_the_end(
    units: Units, worker: Worker, tmp_path: Path
) -> None:
    path = tmp_path / "audit.anchor"
    async with anchoring(units, worker, path, every=0.01):
        for _ in range(2):
            await worker.run(lambda: write_story(units))
            await _wait_up_to_date(units, worker, path)
    await worker.run(lambda: write_story(units))
    async with anchoring(units, worker, path):
        await _wait_up_to_date(units, worker, path)
        await worker.run(lambda: write_story(units))
        assert not await worker.run(lambda: _is_up_to_date(units, path))
    assert _is_up_to_date(units, path)


async def test_what_was_cut_off_is_told_and_the_anchor_kept_as_a_proof(
    units: Units, worker: Worker, tmp_path: Path
) -> None:
    path = tmp_path / "audit.anchor"
    write_story(units)
    async with anchoring(units, worker, path):
        pass
    before = load_anchor(path, units.keys)
    tamper(units.database, "DELETE FROM audit_trail WHERE sequence > 2")
    with capture_logs() as logs:
        async with anchoring(units, worker, path):
            pass
    assert {entry["event"] for entry in logs} == {"trail_lost_lines"}
    assert load_anchor(path, units.keys) == before


@pytest.mark.parametrize("text", ["", '{"sequence": 9}'])
async def test_an_anchor_that_cannot_be_read_stops_nobody(
    units: Units, worker: Worker, tmp_path: Path, text: str
) -> None:
    (tmp_path / "audit.anchor").write_text(text, encoding="utf-8")
    with capture_logs() as logs:
        async with anchoring(units, worker, tmp_path / "audit.anchor"):
            pass
    assert {entry["event"] for entry in logs} == {"trail_anchor_unusable"}
