"""Database work away from the event loop, so that a slow transaction delays nobody's sync."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError

from care.runtime.database import Database
from care.runtime.errors import TemporaryFailure

_POSTGRES_THREADS = 4
Result = TypeVar("Result")


class Worker:
    """Runs functions in threads: one after another on SQLite, a few at a time on PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        threads = 1 if database.is_sqlite else _POSTGRES_THREADS
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="database")

    async def run(self, work: Callable[[], Result]) -> Result:
        """The result of `work`, called in a thread.

        Raises TemporaryFailure when the database is away, busy or full: nothing of it was done.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        except (InterfaceError, OperationalError) as error:
            raise TemporaryFailure(f"database: {type(error).__name__}") from None

    async def transact(self, work: Callable[[Connection], Result]) -> Result:
        """The result of `work`, called in a thread with one transaction's connection."""

        def inside() -> Result:
            with self._database.begin() as connection:
                return work(connection)

        return await self.run(inside)

    def close(self) -> None:
        """Wait for what runs, take nothing more."""
        self._pool.shutdown(wait=True)
