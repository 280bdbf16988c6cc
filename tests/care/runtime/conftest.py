"""The same tests on both databases: what holds on SQLite must hold on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from care.runtime import tables
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from tests.postgres import postgres_cluster, postgres_url

__all__ = ["postgres_cluster", "postgres_url"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.real)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "service.db")
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with the runtime's own tables."""
    opened = Database(database_url)
    runtime = [tables.INBOX, tables.OUTBOX, tables.ROOMS, tables.MEMORY]
    METADATA.create_all(opened.engine, tables=runtime)
    yield opened
    opened.close()


@pytest.fixture
def keys() -> KeyRing:
    """A key ring of one key."""
    return KeyRing({1: bytes(range(32))})


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still."""
    return ManualClock(datetime(2030, 1, 7, 8, 15, tzinfo=UTC))


@pytest.fixture
def units(database: Database, keys: KeyRing, clock: ManualClock) -> Units:
    """Units of work on the database."""
    return Units(database, keys, clock)
