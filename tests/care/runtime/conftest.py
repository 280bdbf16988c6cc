"""The runtime on both databases: what holds on SQLite must hold on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from care.runtime import tables
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.sealing import KeyRing
from care.runtime.units import Units


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with the runtime's own tables."""
    opened = Database(database_url)
    runtime = [
        tables.INBOX,
        tables.OUTBOX,
        tables.OUTBOX_FILES,
        tables.ROOMS,
        tables.DIRECT_ROOMS,
        tables.TIMERS,
        tables.MEMORY,
        tables.CHANGES,
    ]
    METADATA.create_all(opened.engine, tables=runtime)
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
