"""Databases as the territory names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.runtime.errors import SettingsError
from homeserver.layout import Layout
from homeserver.storage import password_line, redis_password, render_database, render_redis

LAYOUT = Layout(Path("/srv/cercle"))


def test_sqlite_lives_in_the_state_folder() -> None:
    assert render_database("sqlite", LAYOUT) == {
        "name": "sqlite3",
        "args": {"database": "/srv/cercle/homeserver.db"},
    }


def test_postgresql_by_its_address() -> None:
    args = render_database("postgresql://synapse@base.local:5433/cercle", LAYOUT)["args"]
    assert (args["host"], args["port"], args["dbname"], args["user"]) == (
        "base.local",
        5433,
        "cercle",
        "synapse",
    )
    assert "passfile" not in args


def test_postgresql_by_its_socket() -> None:
    database = render_database("postgresql://synapse@/cercle?host=/run/postgresql", LAYOUT)
    assert database["args"]["host"] == "/run/postgresql"


def test_a_password_goes_to_a_file_of_its_own() -> None:
    url = "postgresql://synapse:a%3Ab%5Cc@base/cercle"
    assert render_database(url, LAYOUT)["args"]["passfile"] == "/srv/cercle/secrets/pgpass"
    assert password_line(url) == "*:*:cercle:synapse:a\\:b\\\\c\n"
    assert password_line("postgresql://synapse@base/cercle") is None
    assert password_line("sqlite") is None


@pytest.mark.parametrize(
    "url", ["mysql://a@b/c", "postgresql://base", "postgresql://base/cercle", "n’importe quoi"]
)
def test_other_databases_are_refused_without_repeating_the_url(url: str) -> None:
    with pytest.raises(SettingsError) as refused:
        render_database(url, LAYOUT)
    assert "homeserver.database_url" in str(refused.value)
    assert url not in str(refused.value)


def test_redis_with_a_password() -> None:
    rendered = render_redis("redis://:caché@cache", LAYOUT)["redis"]
    assert rendered["password_path"] == "/srv/cercle/secrets/redis_password"
    assert redis_password("redis://:caché@cache") == "caché"
    assert redis_password(None) is None


@pytest.mark.parametrize("url", ["http://cache", "redis://", "cache"])
def test_what_is_not_redis_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match=r"homeserver\.redis_url"):
        render_redis(url, LAYOUT)
