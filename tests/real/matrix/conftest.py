"""Two homeservers: one whose rooms are of version 12, one whose rooms are of version 11."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.real.matrix.steward import Steward, steward
from tests.real.servers import RunningHomeserver, running_homeserver


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def older_homeserver(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[RunningHomeserver]:
    """One Synapse whose rooms are of version 11."""
    folder = tmp_path_factory.mktemp("older_homeserver")
    async with running_homeserver(folder, room_version="11") as server:
        yield server


@pytest.fixture(params=["11", "12"])
def either_homeserver(
    request: pytest.FixtureRequest,
    homeserver: RunningHomeserver,
    older_homeserver: RunningHomeserver,
) -> RunningHomeserver:
    """Each of them in turn."""
    return older_homeserver if request.param == "11" else homeserver


@pytest_asyncio.fixture
async def bot(either_homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Steward]:
    """An account of ours on either homeserver, attentive to everything."""
    async with steward(either_homeserver, tmp_path) as made:
        yield made
