"""Turning the key: everything is sealed anew while others work, and a death loses nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from care.directory.tables import PROFILES
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.key_file import add_key, remove_key
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, Say
from care.runtime.resealing import has_older, is_used, reseal, take_census
from care.runtime.sealing import KeyRing, key_id_of, load_key_ring
from care.runtime.tables import OUTBOX
from care.runtime.units import Units
from deploy.migrate import upgrade
from deploy.schema import SEALED

_FORK = multiprocessing.get_context("fork")
_MANY = 450
_BOT = "@bot"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The whole schema."""
    opened = Database(database_url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a ring of one key."""
    load_key_ring(tmp_path / "keys")
    return tmp_path / "keys"


def _write(units: Units, first: int, last: int) -> None:
    with units.unit(f"$cause-{first}") as work:
        for number in range(first, last):
            work.send(_BOT, Say(Address(room_id="!room"), f"message {number}"))


@pytest.fixture
def units(database: Database, path: Path) -> Units:
    """Hundreds of sealed values in three columns, one of them forgotten."""
    units = Units(database, load_key_ring(path), ManualClock(datetime(2030, 1, 7, tzinfo=UTC)))
    _write(units, 0, _MANY)
    context = "directory_profiles.record"
    with database.begin() as connection:
        for number in range(5):
            connection.execute(
                insert(PROFILES).values(
                    id=f"profile {number}",
                    record=units.keys.seal(b"{}", context),
                    before=units.keys.seal(b"[]", context),
                    change=number,
                    stamp="x",
                    updated_at=units.clock.now(),
                )
            )
        connection.execute(update(OUTBOX).where(OUTBOX.c.sequence == 1).values(payload=b""))
    return units


def _texts(units: Units) -> set[str]:
    with units.database.begin() as connection:
        connection.execute(update(OUTBOX).where(OUTBOX.c.payload == b"").values(state="sent"))
        rows = load_pending(connection, units.keys, _BOT, limit=10_000)
    return {row.outgoing.text for row in rows if isinstance(row.outgoing, Say)}


def _all_but_forgotten(last: int) -> set[str]:
    return {f"message {number}" for number in range(1, last)}


def test_the_census_counts_by_key_and_tells_no_content(units: Units, path: Path) -> None:
    add_key(path)
    _write(units, 1000, 1003)
    census = take_census(units.database, units.keys, SEALED)
    assert census.by_key == {1: _MANY - 1 + 10, 2: 3}
    assert not census.unreadable
    assert "message" not in repr(census)


def test_all_is_sealed_anew_and_opens_as_before(units: Units, path: Path) -> None:
    assert not has_older(units.database, units.keys, SEALED)
    assert list(reseal(units.database, units.keys, SEALED)) == []
    add_key(path)
    assert has_older(units.database, units.keys, SEALED)
    steps = list(reseal(units.database, units.keys, SEALED))
    assert sum(step.resealed for step in steps) == _MANY - 1 + 10
    assert max(step.resealed for step in steps) <= 200
    assert take_census(units.database, units.keys, SEALED).by_key == {2: _MANY - 1 + 10}
    assert _texts(units) == _all_but_forgotten(_MANY)


def test_an_old_key_is_unused_once_all_is_sealed_anew(units: Units, path: Path) -> None:
    add_key(path)
    with units.database.begin() as connection:
        assert is_used(connection, 1, SEALED)
    list(reseal(units.database, units.keys, SEALED))
    with units.database.begin_in_turn() as connection:
        assert not is_used(connection, 1, SEALED)
        remove_key(path, 1)
    assert _texts(units) == _all_but_forgotten(_MANY)


def test_what_nobody_can_open_is_left_and_told(units: Units, path: Path) -> None:
    lost = KeyRing({1: bytes(32)}).seal(b"x", "outbox.payload")
    with units.database.begin() as connection:
        connection.execute(update(OUTBOX).where(OUTBOX.c.sequence == 7).values(payload=lost))
    add_key(path)
    steps = list(reseal(units.database, units.keys, SEALED))
    assert sum(step.unreadable for step in steps) == 1
    assert take_census(units.database, units.keys, SEALED).unreadable == {"outbox.payload": 1}
    with units.database.begin() as connection:
        kept = connection.execute(select(OUTBOX.c.payload).where(OUTBOX.c.sequence == 7)).scalar()
    assert kept == lost


def _begin_to_reseal(url: str, path: Path) -> None:
    """Seal a part of the messages anew, then wait for the end."""
    database = Database(url)
    for _ in reseal(database, load_key_ring(path), SEALED):
        if _count_new(database):
            time.sleep(600)


def test_killed_in_the_middle_it_goes_on_from_there(
    units: Units, path: Path, database_url: str
) -> None:
    add_key(path)
    units.database.close()
    process = _FORK.Process(target=_begin_to_reseal, args=(database_url, path))
    process.start()
    deadline = time.monotonic() + 90
    while _count_new(units.database) == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    done = _count_new(units.database)
    assert 0 < done < _MANY
    again = sum(step.resealed for step in reseal(units.database, units.keys, SEALED))
    assert again == _MANY - 1 + 10 - done
    assert _texts(units) == _all_but_forgotten(_MANY)


def _count_new(database: Database) -> int:
    with database.begin() as connection:
        payloads = connection.execute(select(OUTBOX.c.payload)).scalars()
        return sum(key_id_of(payload) == 2 for payload in payloads)


def _write_on(url: str, path: Path) -> None:
    clock = ManualClock(datetime(2030, 1, 7, tzinfo=UTC))
    units = Units(Database(url), load_key_ring(path), clock)
    (path.parent / "writing").touch()
    for number in range(2000, 2100):
        _write(units, number, number + 1)
    units.database.close()


def test_others_go_on_writing_while_the_key_turns(
    units: Units, path: Path, database_url: str
) -> None:
    units.database.close()
    writer = _FORK.Process(target=_write_on, args=(database_url, path))
    writer.start()
    while not (path.parent / "writing").exists():
        time.sleep(0.005)
    with units.database.begin_in_turn():
        add_key(path)
    list(reseal(units.database, units.keys, SEALED))
    with units.database.begin_in_turn() as connection:
        assert not is_used(connection, 1, SEALED)
        remove_key(path, 1)
    writer.join(300)
    assert writer.exitcode == 0
    assert not take_census(units.database, units.keys, SEALED).unreadable
    expected = _all_but_forgotten(_MANY) | {f"message {number}" for number in range(2000, 2100)}
    assert _texts(units) == expected
    with units.database.begin() as connection:
        assert connection.execute(select(func.count()).select_from(OUTBOX)).scalar() == _MANY + 100
