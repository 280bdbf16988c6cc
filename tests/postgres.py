"""A private PostgreSQL for the tests: made in a temporary folder, reached by loopback only."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

from care.runtime.database import sqlite_url
from tests.ports import free_port

_START_SECONDS = 90
_CLUSTER_USER = "postgres"


class PostgresMissing(Exception):
    """The Debian package `postgresql` is not installed."""


@dataclass(frozen=True)
class Cluster:
    """A running cluster; `folder` holds its data and its log."""

    folder: Path
    binaries: Path
    port: int

    def url(self, database: str = "postgres") -> str:
        """The SQLAlchemy URL of `database`."""
        return URL.create(
            "postgresql+psycopg2",
            username=_CLUSTER_USER,
            host="127.0.0.1",
            port=self.port,
            database=database,
        ).render_as_string()

    def create_database(self, name: str) -> str:
        """A new empty database, with the collation Synapse demands too; returns its URL."""
        self._administer(
            f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
        )
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove `name`, whoever is still connected."""
        self._administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def dump(self, name: str) -> str:
        """All of `name`, as `pg_dump` writes it."""
        command = [str(self.binaries / "pg_dump"), "-h", "127.0.0.1", "-p", str(self.port)]
        command += ["-U", _CLUSTER_USER, name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def _administer(self, statement: str) -> None:
        engine = create_engine(self.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def find_binaries() -> Path:
    """Where the newest installed server's programs are. Raises PostgresMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresMissing("PostgreSQL is not installed: apt-get install postgresql")
    return Path(on_path).resolve().parent


def _version(initdb: Path) -> int:
    return int(initdb.parts[-3])


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A cluster that lives as long as the block, and is stopped by its process id."""
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="cercle-postgres-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam(_CLUSTER_USER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _run_as_owner(_initdb(binaries, folder))
        cluster = Cluster(folder, binaries, free_port())
        server = subprocess.Popen(
            _as_owner(_serve(cluster)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_until_ready(cluster, server)
            yield cluster
        finally:
            server.send_signal(signal.SIGINT)  # its fast shutdown: does not wait for clients
            server.wait(_START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initdb(binaries: Path, folder: Path) -> list[str]:
    return [
        *(str(binaries / "initdb"), "-D", str(folder / "data"), "-U", _CLUSTER_USER),
        *("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"),
    ]


def _serve(cluster: Cluster) -> list[str]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(cluster.folder),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "shared_buffers": "32MB",
        "max_connections": "60",
        "logging_collector": "on",
        "log_directory": str(cluster.folder),
    }
    command = [str(cluster.binaries / "postgres"), "-D", str(cluster.folder / "data")]
    command += ["-p", str(cluster.port)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    return command


def _as_owner(command: list[str]) -> list[str]:
    # PostgreSQL refuses to run as root. setpriv replaces itself: the process id is the server's.
    if os.geteuid() != 0:
        return command
    owner = pwd.getpwnam(_CLUSTER_USER)
    identity = [f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    return ["setpriv", *identity, *command]


def _run_as_owner(command: list[str]) -> None:
    done = subprocess.run(_as_owner(command), capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")


def _wait_until_ready(cluster: Cluster, server: subprocess.Popen[bytes]) -> None:
    ready = [str(cluster.binaries / "pg_isready"), "-q", "-h", "127.0.0.1"]
    deadline = time.monotonic() + _START_SECONDS
    while subprocess.run([*ready, "-p", str(cluster.port)], check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start; see {cluster.folder}")
        time.sleep(0.05)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """The session's cluster. Without PostgreSQL: a failure where CI is set, a skip elsewhere."""
    try:
        find_binaries()
    except PostgresMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """The URL of an empty database, dropped afterwards."""
    name = f"test_{os.urandom(6).hex()}"
    yield postgres_cluster.create_database(name)
    postgres_cluster.drop_database(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.real)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "service.db")
    found: str = request.getfixturevalue("postgres_url")
    return found
