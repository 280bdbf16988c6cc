"""The bridge's own tables on both databases, and an operator in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from tests.real.mail.bridge import create_tables
from tests.real.mail.operators import EmbeddedOperator, embedded_operator


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with the bridge's tables."""
    opened = Database(database_url)
    create_tables(opened)
    yield opened
    opened.close()


@pytest.fixture
def keys() -> KeyRing:
    """A key ring of one key."""
    return KeyRing({1: bytes(range(32))})


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(datetime(2030, 1, 7, 8, 15, tzinfo=UTC))


@pytest.fixture
def units(database: Database, keys: KeyRing, clock: ManualClock) -> Units:
    """Units of work on the database."""
    return Units(database, keys, clock)


@pytest_asyncio.fixture
async def embedded(tmp_path: Path) -> AsyncIterator[EmbeddedOperator]:
    """The operator in memory."""
    async with embedded_operator(tmp_path / "papers") as operator:
        yield operator
