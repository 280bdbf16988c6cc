"""Who steals the database learns no patient's name: not from a table, a log, nor a deleted row."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.inbox import Received, receive
from care.runtime.memory import forget, remember
from care.runtime.outbox import Fate, load_pending, mark_failed, mark_sent
from care.runtime.outgoing import Address, OpenRoom, Say
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from tests.postgres import Cluster

_CANARY = "SERIN-Zoé-1948"
_MARK = "temoin-en-clair"  # proves that the search can find what is not sealed
_BOT = "@annuaire:cpts.example"


def _live(database: Database, keys: KeyRing, clock: ManualClock) -> None:
    units = Units(database, keys, clock)
    with units.unit("$cause") as work:
        receive(work.connection, _BOT, [Received("$cause", _MARK, b"encrypted", work.now)])
        for number in range(3):
            message = Say(
                Address(room_id="!salon"),
                f"Pansement de {_CANARY}, visite {number}",
                html=f"<b>{_CANARY}</b>",
                data={"fr.cercle.patient": {"name": _CANARY}},
            )
            work.send(_BOT, message)
        work.send(_BOT, OpenRoom(key="k1", people=("@a:x",), name=_CANARY))
    with database.begin() as connection:
        first, second, *_ = load_pending(connection, keys, _BOT)
        assert isinstance(first.outgoing, Say)
        assert _CANARY in first.outgoing.text
        mark_sent(connection, first, Fate(event_id="$sent"))
        mark_failed(connection, second)


def _spellings() -> list[bytes]:
    escaped = _CANARY.encode("unicode_escape")
    return [b"SERIN", _CANARY.encode(), _CANARY.encode("utf-16-le"), escaped]


def _check_hidden(raw: bytes) -> None:
    assert _MARK.encode() in raw
    for spelling in _spellings():
        assert spelling not in raw
        assert spelling.hex().encode() not in raw.lower()


def test_the_sqlite_file_and_its_journal(tmp_path: Path, keys: KeyRing, clock: ManualClock) -> None:
    database = Database(sqlite_url(tmp_path / "service.db"))
    METADATA.create_all(database.engine)
    _live(database, keys, clock)
    journal = tmp_path / "service.db-wal"
    assert journal.stat().st_size > 0
    _check_hidden(b"".join(path.read_bytes() for path in tmp_path.iterdir()))
    _flush(database)
    database.close()
    _check_hidden((tmp_path / "service.db").read_bytes())


@pytest.mark.real
def test_the_postgresql_dump_and_files(
    postgres_cluster: Cluster, postgres_url: str, keys: KeyRing, clock: ManualClock
) -> None:
    database = Database(postgres_url)
    METADATA.create_all(database.engine)
    _live(database, keys, clock)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
    database.close()
    _check_hidden(postgres_cluster.dump(postgres_url.rpartition("/")[2]).encode())
    files = [path for path in postgres_cluster.folder.rglob("*") if path.is_file()]
    _check_hidden(b"".join(_read(path) for path in files))


def _read(path: Path) -> bytes:
    """What is in a file of a database that works: some come and go."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_what_was_forgotten_is_wiped_from_the_file(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "service.db"))
    METADATA.create_all(database.engine)
    with database.begin() as connection:
        for number in range(50):
            remember(connection, _BOT, f"kept {number}", "x" * 200)
        remember(connection, _BOT, "short-lived", _MARK)
    _flush(database)
    assert _MARK.encode() in (tmp_path / "service.db").read_bytes()
    with database.begin() as connection:
        forget(connection, _BOT, "short-lived")
    _flush(database)
    database.close()
    assert _MARK.encode() not in (tmp_path / "service.db").read_bytes()


def _flush(database: Database) -> None:
    raw = database.engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
