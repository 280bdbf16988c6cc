"""One database, many subjects: SQLite by default, PostgreSQL in production."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, Engine, MetaData, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect, ExceptionContext
from sqlalchemy.types import TypeDecorator

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_LOCK_WAIT_SECONDS = 30
_WRITERS_TURN = 0x63657263  # any number, the same in every process


class Database:
    """Opens transactions on the engine behind `url`."""

    def __init__(self, url: str) -> None:
        self.engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether writers must take turns."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: all of it, or nothing."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def begin_in_turn(self) -> Iterator[Connection]:
        """One transaction that no other one in turn overlaps: what it read stays true till it ends.

        SQLite's transactions all take turns; on PostgreSQL an advisory lock gives the same promise,
        and makes the order of the sequences drawn the order of the commits.
        """
        with self.begin() as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_TURN})")
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def insert_into(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def sqlite_url(path: Path) -> str:
    """The URL of the SQLite database in `path`."""
    return f"sqlite:///{path}"


def _sqlite(url: str) -> Engine:
    # Parameters are hidden in both engines' errors: they hold what people wrote.
    engine = create_engine(
        url,
        connect_args={"timeout": _LOCK_WAIT_SECONDS, "check_same_thread": False},
        hide_parameters=True,
    )
    _create_private(engine.url.database)

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling delays BEGIN; we open IMMEDIATE ones ourselves,
        # so that two writers queue instead of failing at commit.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _create_private(path: str | None) -> None:
    """Make the file first, so that it (and the WAL, which copies its mode) is its owner's only."""
    if path and path != ":memory:":
        Path(path).touch(mode=0o600, exist_ok=True)


def _postgresql(url: str) -> Engine:
    engine = create_engine(url, pool_size=8, pool_pre_ping=True, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _limits(connection: Any, _record: Any) -> None:
        # Waiting for ever would hide a deadlock between this process and the database.
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = '{_LOCK_WAIT_SECONDS}s'")
        cursor.close()
        connection.commit()

    event.listen(engine, "handle_error", _drop_quotations)
    return engine


def _drop_quotations(context: ExceptionContext) -> None:
    """PostgreSQL's messages quote the values written: keep the code and the names of the schema."""
    original = context.original_exception
    named = getattr(original, "diag", None)
    if named is None:
        return
    parts = ("table_name", "column_name", "constraint_name")
    names = [name for part in parts if (name := getattr(named, part, None))]
    summary = " ".join([str(getattr(original, "pgcode", None)), *names])
    original.args = (summary,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(original).__name__}) {summary}",)
