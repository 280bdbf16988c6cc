"""The schema is brought up to date at every start: whole, once, and fast when it already is."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.errors import SettingsError
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, Say
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from deploy.migrate import upgrade
from deploy.schema import SCHEMA

_FORK = multiprocessing.get_context("fork")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database."""
    opened = Database(database_url)
    yield opened
    opened.close()


def _tables(database: Database) -> set[str]:
    with database.begin() as connection:
        return set(inspect(connection).get_table_names())


def test_an_empty_database_is_filled(database: Database) -> None:
    upgrade(database)
    assert _tables(database) == {*SCHEMA.tables, "alembic_version"}


def test_again_changes_nothing_and_loses_nothing(database: Database) -> None:
    units = Units(database, KeyRing({1: bytes(32)}), ManualClock(datetime(2030, 1, 7, tzinfo=UTC)))
    upgrade(database)
    with units.unit("$cause") as work:
        work.send("@bot", Say(Address(room_id="!salon"), "Bonjour"))
    upgrade(database)
    with database.begin() as connection:
        assert len(load_pending(connection, units.keys, "@bot")) == 1
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1


def test_who_start_together_make_it_once(database: Database, database_url: str) -> None:
    def start() -> None:
        upgrade(Database(database_url))

    starting = [_FORK.Process(target=start) for _ in range(4)]
    for process in starting:
        process.start()
    for process in starting:
        process.join(300)
    assert [process.exitcode for process in starting] == [0] * 4
    assert _tables(database) == {*SCHEMA.tables, "alembic_version"}


def test_one_that_fails_half_way_leaves_nothing(database: Database) -> None:
    last = max(SCHEMA.tables)
    with database.begin() as connection:
        connection.execute(text(f"CREATE TABLE {last} (something_else INTEGER)"))
    with pytest.raises(DBAPIError):
        upgrade(database)
    assert _tables(database) == {last}
    with database.begin() as connection:
        connection.execute(text(f"DROP TABLE {last}"))
    upgrade(database)
    assert _tables(database) == {*SCHEMA.tables, "alembic_version"}


def test_a_database_from_a_newer_version_is_left_alone(database: Database) -> None:
    upgrade(database)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingsError, match="plus récente") as refused:
        upgrade(database)
    assert "\n" not in str(refused.value)


@pytest.mark.real
def test_one_that_is_up_to_date_waits_for_no_writer(postgres_url: str) -> None:
    """A start must not hang behind whoever works: it only has to look."""
    database = Database(postgres_url)
    upgrade(database)
    with database.begin_in_turn():
        upgrade(database)
    database.close()
