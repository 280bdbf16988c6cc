"""Units of work on an empty database, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from care.pages import tables
from care.runtime.clock import ManualClock
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW, empty_database


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(NOW)


@pytest.fixture
def units(clock: ManualClock) -> Iterator[Units]:
    """Units of work."""
    assert tables.PAGE_LINKS is not None
    database = empty_database()
    yield Units(database, KEYS, clock)
    database.close()
