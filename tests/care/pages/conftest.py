"""Units of work on an empty database, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from care.pages import tables
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(NOW)


@pytest.fixture
def units(clock: ManualClock, database_url: str) -> Iterator[Units]:
    """Units of work, on each engine in turn."""
    assert tables.PAGE_LINKS is not None
    database = Database(database_url)
    METADATA.create_all(database.engine)
    yield Units(database, KEYS, clock)
    database.close()
