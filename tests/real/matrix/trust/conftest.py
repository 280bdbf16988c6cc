"""Bots and hand-driven phones on the shared Synapse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pytest_asyncio

from care.matrix.cross_signing import OwnIdentity
from tests.real.matrix.trust.bot import BotHome, bot_home
from tests.real.matrix.trust.phone import Phone, phone
from tests.real.servers import RunningHomeserver


class GiveBot(Protocol):
    async def __call__(self) -> BotHome: ...


class GivePhone(Protocol):
    async def __call__(
        self, localpart: str | None = None, *, identity: OwnIdentity | None = None
    ) -> Phone: ...


@pytest_asyncio.fixture
async def new_bot(homeserver: RunningHomeserver, tmp_path: Path) -> GiveBot:
    """Makes the account of a bot."""

    async def give() -> BotHome:
        return await bot_home(homeserver, f"bot-{uuid4().hex[:8]}", tmp_path)

    return give


@pytest_asyncio.fixture
async def new_phone(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[GivePhone]:
    """Logs a new device in, of a new person unless named; signed if an identity is given."""
    async with AsyncExitStack() as stack:

        async def give(
            localpart: str | None = None, *, identity: OwnIdentity | None = None
        ) -> Phone:
            name = localpart or f"person-{uuid4().hex[:8]}"
            opening = phone(homeserver, name, tmp_path, identity=identity)
            return await stack.enter_async_context(opening)

        yield give
