"""A Synapse for tests that restart nothing, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest_asyncio

from tests.real.matrix.delivery.bot_process import BotProcess, make_bot
from tests.real.servers import RunningHomeserver

BotMaker = Callable[..., Awaitable[BotProcess]]


@pytest_asyncio.fixture
async def new_bot(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[BotMaker]:
    """Makes echo bots on the shared Synapse; those still running are ended with the test."""
    made: list[BotProcess] = []

    async def make(**how: str) -> BotProcess:
        made.append(await make_bot(homeserver, tmp_path, **how))
        return made[-1]

    yield make
    for bot in made:
        await bot.close()
