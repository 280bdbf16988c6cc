"""An operator's word for a changed identity serves once, for one account and one person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from care.matrix.acceptance import AcceptedIdentities, accept_identity
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.tables import MEMORY
from care.runtime.worker import Worker

BOT, ALICE = "@bot:test", "@alice:test"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url(tmp_path / "service.db"))
    METADATA.create_all(opened.engine, tables=[MEMORY])
    yield opened
    opened.close()


@pytest.fixture
def worker(database: Database) -> Iterator[Worker]:
    running = Worker(database)
    yield running
    running.close()


@pytest.mark.parametrize(("accepted", "shown"), [("key", "key"), (None, "key"), (None, None)])
async def test_it_serves_once(
    database: Database, worker: Worker, accepted: str | None, shown: str | None
) -> None:
    identities = AcceptedIdentities(BOT, worker)
    with database.begin() as connection:
        accept_identity(connection, BOT, ALICE, accepted)

    assert [await identities.take(ALICE, shown) for _ in range(2)] == [True, False]


async def test_another_key_another_person_another_account_are_not_meant(
    database: Database, worker: Worker
) -> None:
    with database.begin() as connection:
        accept_identity(connection, BOT, ALICE, "key")

    assert not await AcceptedIdentities(BOT, worker).take(ALICE, "other")
    assert not await AcceptedIdentities(BOT, worker).take(ALICE, None)
    assert not await AcceptedIdentities(BOT, worker).take("@Alice:test", "key")
    assert not await AcceptedIdentities("@other:test", worker).take(ALICE, "key")
    assert await AcceptedIdentities(BOT, worker).take(ALICE, "key")
