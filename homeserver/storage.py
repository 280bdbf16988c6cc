"""Which database Synapse uses, and how its workers would talk."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from care.runtime.errors import SettingsError
from homeserver.layout import Layout


def render_database(database_url: str, layout: Layout) -> dict[str, Any]:
    """Synapse's `database` section. Raises SettingsError when the URL is neither of the two kinds.

    A password in the URL never reaches the configuration: see `password_line`.
    """
    if database_url == "sqlite":
        return {"name": "sqlite3", "args": {"database": str(layout.database)}}
    url = _postgresql(database_url)
    args: dict[str, Any] = {
        "dbname": url.database,
        "user": url.username,
        "host": url.query.get("host") or url.host or "localhost",
        "port": url.port or 5432,
        "application_name": "cercle-homeserver",
        "cp_min": 2,
        "cp_max": 10,
        "keepalives_idle": 10,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
    if url.password:
        args["passfile"] = str(layout.secret("pgpass"))
    return {"name": "psycopg2", "txn_limit": 10_000, "args": args}


def password_line(database_url: str) -> str | None:
    """The line of libpq's password file for this database; None when the URL holds no password."""
    if database_url == "sqlite":
        return None
    url = _postgresql(database_url)
    if not url.password:
        return None
    secret = str(url.password).replace("\\", "\\\\").replace(":", "\\:")
    return f"*:*:{url.database}:{url.username}:{secret}\n"


def render_redis(redis_url: str, layout: Layout) -> dict[str, Any]:
    """What lets workers join: Redis, and a socket that never leaves the machine."""
    try:
        url = make_url(redis_url)
    except ArgumentError:
        raise SettingsError("homeserver.redis_url : attendu redis://hôte:port") from None
    if url.drivername != "redis" or not url.host:
        raise SettingsError("homeserver.redis_url : attendu redis://hôte:port")
    redis: dict[str, Any] = {"enabled": True, "host": url.host, "port": url.port or 6379}
    if url.password:
        redis["password_path"] = str(layout.secret("redis_password"))
    return {
        "redis": redis,
        "instance_map": {"main": {"path": str(layout.replication_socket)}},
        "worker_replication_secret_path": str(layout.secret("worker_replication")),
    }


def redis_password(redis_url: str | None) -> str | None:
    """The password in the URL, to be kept in a file of its own."""
    password = make_url(redis_url).password if redis_url else None
    return str(password) if password else None


def _postgresql(database_url: str) -> URL:
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise SettingsError("homeserver.database_url : illisible") from None
    if url.get_backend_name() != "postgresql" or not url.database or not url.username:
        raise SettingsError(
            "homeserver.database_url : attendu « sqlite » ou postgresql://compte@hôte/base"
        )
    return url
