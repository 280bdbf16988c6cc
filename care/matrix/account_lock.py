"""Each account is served by exactly one process: two would break each other's encryption.

A lock file in the account's state folder, for processes that share a disk; an advisory lock
besides, for those that share a PostgreSQL database. The system gives both back when a process dies.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from care.runtime.database import Database
from care.runtime.errors import SettingsError, TemporaryFailure

_FILE = "lock"
_PATIENCE = 12.0  # the process that we replace may need a while to stop
_PAUSE = 0.1


class AccountLock:
    """The right to serve `user_id`, as long as it is held; without a database, on this disk."""

    def __init__(self, user_id: str, state: Path, database: Database | None = None) -> None:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = os.open(state / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._key = _advisory_key(user_id)
        self._database = database
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Whether the account is ours from now on."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if self._database is None or self._database.is_sqlite:
            return True
        return self._take_advisory(self._database)

    async def check(self) -> None:
        """Raises TemporaryFailure when the database dropped its lock: somebody may take over."""
        if self._connection is not None:
            try:
                await asyncio.to_thread(self._connection.exec_driver_sql, "SELECT 1")
            except DBAPIError:
                raise TemporaryFailure("the lock of the account was lost") from None

    def release(self) -> None:
        """Let another process serve the account."""
        if self._connection is not None:
            self._connection.invalidate()  # closed, not given back: the lock lives with it
            self._connection.close()
            self._connection = None
        os.close(self._file)

    def _take_advisory(self, database: Database) -> bool:
        try:
            if self._connection is None:
                engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
                self._connection = engine.connect()
            statement = f"SELECT pg_try_advisory_lock({self._key})"
            return bool(self._connection.exec_driver_sql(statement).scalar())
        except DBAPIError as error:
            raise TemporaryFailure(f"database: {type(error).__name__}") from None


@asynccontextmanager
async def served_alone(
    user_id: str, state: Path, database: Database, patience: float = _PATIENCE
) -> AsyncIterator[AccountLock]:
    """Hold the lock of `user_id` during the block.

    Raises SettingsError when another process still serves the account after `patience` seconds.
    """
    lock = AccountLock(user_id, state, database)
    deadline = time.monotonic() + patience
    try:
        while not await asyncio.to_thread(lock.take):
            if time.monotonic() > deadline:
                raise SettingsError(f"{user_id} : compte déjà servi par un autre processus")
            await asyncio.sleep(_PAUSE)
        yield lock
    finally:
        await asyncio.to_thread(lock.release)


def _advisory_key(user_id: str) -> int:
    digest = hashlib.blake2b(f"cercle account {user_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
