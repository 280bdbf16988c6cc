"""People with devices on a key server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest
import pytest_asyncio

from care.matrix.cross_signing import OwnIdentity
from care.matrix.crypto_store import CryptoStore
from care.matrix.http import MatrixHttp
from care.matrix.machine import Machine
from care.matrix.model import Credentials
from tests.care.matrix.key_server import KeyServer, Party, key_server


class Arrive(Protocol):
    async def __call__(
        self, name: str, device_id: str = "PHONE", *, signed: bool = True
    ) -> Party: ...


@pytest_asyncio.fixture
async def server() -> AsyncIterator[KeyServer]:
    """An empty key server."""
    async with key_server() as running:
        yield running


@pytest.fixture
def identities() -> dict[str, OwnIdentity]:
    """The private side of everybody's identity, by user id."""
    return {}


@pytest_asyncio.fixture
async def arrive(
    server: KeyServer, identities: dict[str, OwnIdentity], tmp_path: Path
) -> AsyncIterator[Arrive]:
    """Makes a device of `@name:test`, which uploads its keys and is signed by its owner."""
    async with AsyncExitStack() as stack:

        async def come(name: str, device_id: str = "PHONE", *, signed: bool = True) -> Party:
            user_id = f"@{name}:test"
            http = MatrixHttp(server.url, f"{user_id}|{device_id}")
            stack.push_async_callback(http.close)
            file = tmp_path / f"{name}-{device_id}.db"
            store = CryptoStore(file, "pickle")
            machine = Machine(http, store, Credentials(user_id, device_id, ""))
            party = Party(server, machine, file)
            stack.callback(party.close)
            await machine.publish_device()
            await machine.replenish(await machine.count_one_time_keys())
            if signed:
                identity = identities.setdefault(user_id, OwnIdentity.create())
                server.sign(identity, user_id, device_id)
            return party

        yield come
