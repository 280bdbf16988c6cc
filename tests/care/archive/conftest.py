"""A circle of three, long closed, on both databases; its past as a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from deploy.schema import SCHEMA


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with every table."""
    opened = Database(database_url)
    SCHEMA.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def keys() -> KeyRing:
    """A key ring of one key."""
    return KeyRing({1: bytes(range(32))})


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(datetime(2031, 3, 1, 8, 15, tzinfo=UTC))


@pytest.fixture
def units(database: Database, keys: KeyRing, clock: ManualClock) -> Units:
    """Units of work on the database."""
    return Units(database, keys, clock)
