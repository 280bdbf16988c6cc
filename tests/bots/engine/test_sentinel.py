"""The sentinel notices who answers and who does not."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bots.engine.canary import ANSWER, ASK
from bots.engine.sentinel import Sentinel
from care.matrix import metrics
from care.matrix.model import IncomingMessage, Person
from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.outbox import load_pending
from care.runtime.outgoing import OpenRoom, Say
from care.runtime.sealing import load_key_ring
from care.runtime.units import Units
from care.runtime.worker import Worker

ACCOUNT, BOT = "@vigie:sentinel.test", "@annuaire:sentinel.test"
HEARD = IncomingMessage(
    "$1", "!r:x", Person(BOT), "canary", direct=True, sent_at=datetime(2026, 1, 1, tzinfo=UTC)
)


@pytest.fixture
def units(tmp_path: Path) -> Units:
    database = Database(sqlite_url(tmp_path / "sentinel.db"))
    METADATA.create_all(database.engine)
    return Units(database, load_key_ring(tmp_path / "keys"), SystemClock())


def questions(units: Units) -> list[str]:
    """The numbers asked so far, in their own conversation."""
    with units.database.begin() as connection:
        rows = [row.outgoing for row in load_pending(connection, units.keys, ACCOUNT)]
    opened = [row for row in rows if isinstance(row, OpenRoom)]
    said = [row for row in rows if isinstance(row, Say)]
    assert {row.to.key for row in said} <= {row.key for row in opened}
    return [row.data[ASK] for row in said]


async def answer(units: Units, sentinel: Sentinel, number: str) -> None:
    """`BOT` answers `number`."""
    with units.unit("$1") as work:
        sentinel.handle(work, replace(HEARD, content={ANSWER: number}))


async def test_a_bot_that_answers_is_well(units: Units) -> None:
    sentinel = Sentinel(ACCOUNT, [BOT], units, Worker(units.database))
    checking = asyncio.create_task(sentinel.check(BOT, patience=60))
    while not (asked := questions(units)):
        await asyncio.sleep(0.01)
    await answer(units, sentinel, "somebody else's number")
    await answer(units, sentinel, asked[0])
    taken = await checking
    assert taken is not None
    assert taken < 60
    assert metrics.CANARY_LATE.labels(BOT)._value.get() == 0


async def test_a_bot_that_does_not_is_told_of(units: Units) -> None:
    sentinel = Sentinel(ACCOUNT, [BOT], units, Worker(units.database))
    assert await sentinel.check(BOT, patience=0.2) is None
    assert metrics.CANARY_LATE.labels(BOT)._value.get() == 1
