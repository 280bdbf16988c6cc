"""Database work away from the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection

from care.runtime.database import Database
from care.runtime.memory import recall, recall_all, remember
from care.runtime.worker import Worker


@pytest.fixture
async def worker(database: Database) -> AsyncIterator[Worker]:
    """A worker on the database."""
    made = Worker(database)
    yield made
    made.close()


async def test_the_loop_turns_while_the_database_works(worker: Worker) -> None:
    turned = threading.Event()
    slow = asyncio.create_task(worker.run(lambda: turned.wait(90)))
    for _ in range(5):
        await asyncio.sleep(0.01)
        assert not slow.done()
    turned.set()
    assert await slow


async def test_many_demands_all_succeed(worker: Worker) -> None:
    async def note(number: int) -> None:
        await worker.transact(lambda c: remember(c, "@bot", f"n{number}", "yes"))

    await asyncio.gather(*(note(number) for number in range(40)))
    found = await worker.transact(lambda c: recall_all(c, "@bot", "n"))
    assert found == {str(number): "yes" for number in range(40)}


async def test_a_failure_reaches_who_asked_and_undoes_the_work(worker: Worker) -> None:
    def fail(connection: Connection) -> None:
        remember(connection, "@bot", "token", "s1")
        raise LookupError(threading.current_thread().name)

    with pytest.raises(LookupError, match="database"):
        await worker.transact(fail)
    assert await worker.transact(lambda c: recall(c, "@bot", "token")) is None
