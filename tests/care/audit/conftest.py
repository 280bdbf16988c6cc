"""The trail on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from care.audit.tables import TRAIL
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.sealing import KeyRing
from care.runtime.units import Units


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with an empty trail."""
    opened = Database(database_url)
    METADATA.create_all(opened.engine, tables=[TRAIL])
    yield opened
    opened.close()


@pytest.fixture
def keys() -> KeyRing:
    """A key ring of one key."""
    return KeyRing({1: bytes(range(32))})


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(datetime(2030, 1, 7, 8, 15, 0, 123456, tzinfo=UTC))


@pytest.fixture
def units(database: Database, keys: KeyRing, clock: ManualClock) -> Units:
    """Units of work on the database."""
    return Units(database, keys, clock)
