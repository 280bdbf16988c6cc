"""One Chromium for the tests of a file, pages that answer, and windows on them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from care.runtime.clock import ManualClock
from tests.real.widgets.window import Window, open_chromium, open_window
from tests.widgets.house import House, open_house
from widgets.engine.shell import load_shell


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """A running browser."""
    async with open_chromium() as browser:
        yield browser


@pytest.fixture
def clock() -> ManualClock:
    """A clock that moves when told; it starts now, as the browser's does."""
    return ManualClock(datetime.now(UTC))


@pytest_asyncio.fixture(loop_scope="module")
async def house(tmp_path: Path, clock: ManualClock) -> AsyncIterator[House]:
    """Pages that answer, with the files that were built."""
    async with open_house(tmp_path, clock=clock, shell=load_shell()) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def window(chromium: Browser) -> AsyncIterator[Window]:
    """A window that was never here."""
    async with open_window(chromium) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def other(chromium: Browser) -> AsyncIterator[Window]:
    """Another one, in another browser."""
    async with open_window(chromium) as found:
        yield found
