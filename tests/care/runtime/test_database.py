"""Transactions: all or nothing, one writer after the other, instants that stay instants."""

from __future__ import annotations

import stat
import threading
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from care.runtime.database import Database, Instant, sqlite_url

_NOTES = Table(
    "notes",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("count", Integer, nullable=False, server_default=text("0")),
    Column("at", Instant),
)


@pytest.fixture
def opened(database_url: str) -> Iterator[Database]:
    """A database with one table of one row."""
    database = Database(database_url)
    _NOTES.metadata.create_all(database.engine)
    with database.begin() as connection:
        connection.execute(insert(_NOTES).values(id=1))
    yield database
    database.close()


def _count(database: Database) -> int:
    with database.begin() as connection:
        found: int = connection.execute(select(_NOTES.c.count)).scalar_one()
    return found


def test_a_block_that_raises_leaves_nothing(opened: Database) -> None:
    with pytest.raises(LookupError), opened.begin() as connection:
        connection.execute(update(_NOTES).values(count=7))
        raise LookupError
    assert _count(opened) == 0


def test_writers_in_turn_lose_no_update_and_never_deadlock(opened: Database) -> None:
    together = threading.Barrier(4)

    def count_up(_: int) -> None:
        together.wait()
        for _ in range(25):
            with opened.begin_in_turn() as connection:
                read = connection.execute(select(_NOTES.c.count)).scalar_one()
                connection.execute(update(_NOTES).values(count=read + 1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_up, range(4)))
    assert _count(opened) == 100


def test_many_processes_may_open_it_at_once(database_url: str) -> None:
    together = threading.Barrier(6)

    def start(_: int) -> int:
        database = Database(database_url)
        together.wait()
        with database.begin() as connection:
            found: int = connection.execute(text("SELECT 1")).scalar_one()
        database.close()
        return found

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(start, range(6))) == [1] * 6


def test_an_instant_comes_back_the_same_instant(opened: Database) -> None:
    said = datetime(2030, 10, 27, 2, 30, 0, 123456, tzinfo=ZoneInfo("Europe/Paris"), fold=1)
    with opened.begin() as connection:
        connection.execute(update(_NOTES).values(at=said))
        read = connection.execute(select(_NOTES.c.at)).scalar_one()
        earlier = connection.execute(select(_NOTES.c.id).where(_NOTES.c.at < said)).all()
    assert read == said.astimezone(UTC)
    assert read.tzinfo is UTC
    assert earlier == []


def test_an_instant_without_a_zone_is_refused(opened: Database) -> None:
    with opened.begin() as connection, pytest.raises(StatementError, match="naive"):
        connection.execute(update(_NOTES).values(at=datetime(2030, 1, 1)))  # noqa: DTZ001


def test_an_error_does_not_quote_what_was_written(opened: Database) -> None:
    with pytest.raises(DBAPIError) as failed, opened.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "CANARI Zoé"})
    aloud = "".join(traceback.format_exception(failed.value))
    assert "INSERT INTO nowhere" in aloud
    assert aloud.count("CANARI") == aloud.count('"name": "CANARI Zoé"')


def test_a_broken_constraint_is_named_and_its_values_are_not(opened: Database) -> None:
    with pytest.raises(IntegrityError) as failed, opened.begin() as connection:
        connection.execute(insert(_NOTES).values(id=1, count=987654))
    assert "notes" in str(failed.value)
    assert "987654" not in "".join(traceback.format_exception(failed.value)).replace(
        "count=987654", ""
    )


def test_the_file_is_its_owner_s_only(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "service.db"))
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("service.db*")}
    assert (modes, len(list(tmp_path.glob("service.db*")))) == ({0o600}, 3)
    database.close()


@pytest.mark.real
def test_a_connection_cut_by_the_server_is_replaced(postgres_url: str) -> None:
    database = Database(postgres_url)
    with database.begin() as connection:
        mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    other = Database(postgres_url)
    with other.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
    with database.begin() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() != mine
    for opened in (database, other):
        opened.close()
