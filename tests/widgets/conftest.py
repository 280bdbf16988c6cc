"""Pages that answer, and browsers to ask them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from care.runtime.clock import ManualClock
from tests.widgets.front import BrowserFront, new_browser
from tests.widgets.house import House, open_house


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(datetime(2030, 1, 7, 8, 15, tzinfo=UTC))


@pytest_asyncio.fixture
async def house(tmp_path: Path, clock: ManualClock) -> AsyncIterator[House]:
    """Pages that answer."""
    async with open_house(tmp_path, clock=clock) as found:
        yield found


@pytest_asyncio.fixture
async def browser(house: House) -> AsyncIterator[BrowserFront]:
    """A browser that was never here."""
    async with new_browser(house.url) as front:
        yield front


@pytest_asyncio.fixture
async def other(house: House) -> AsyncIterator[BrowserFront]:
    """Another one."""
    async with new_browser(house.url) as front:
        yield front
