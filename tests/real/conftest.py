"""A real Synapse, started once and shared by every real test of the run."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.real.servers import RunningHomeserver, running_homeserver


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def homeserver(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[RunningHomeserver]:
    """One Synapse without our policies, room version 12; make accounts of your own in it."""
    async with running_homeserver(tmp_path_factory.mktemp("homeserver")) as server:
        yield server
