"""One provisioned territory for each room version, with our policies."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from care.accounts.tables import ACCOUNTS
from care.runtime.database import METADATA, Database, sqlite_url
from homeserver.layout import Layout
from homeserver.provisioning.provision import Provisioning
from tests.real.homeserver.provisioning.scene import PEOPLE, Scene
from tests.real.servers import running_homeserver


@pytest_asyncio.fixture(
    scope="session", loop_scope="session", params=["12", "11"], ids=["version12", "version11"]
)
async def scene(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Scene]:
    state = tmp_path_factory.mktemp("territory")
    database = Database(sqlite_url(state / "service.db"))
    METADATA.create_all(database.engine, tables=[ACCOUNTS])
    server = running_homeserver(state, policies=True, room_version=request.param)
    async with server as running:
        provisioning = Provisioning(
            running.territory, Layout(state), running.url, database, state / "bots"
        )
        await provisioning.import_accounts(PEOPLE)
        yield Scene(running, provisioning, await provisioning.bring_up())
    database.close()
