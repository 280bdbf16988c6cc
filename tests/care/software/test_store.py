"""A key is made, found, counted and closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from care.runtime.database import METADATA, Database
from care.runtime.errors import Refusal
from care.software.keys import make_secret
from care.software.store import create_key, find_key, list_keys, note_query, revoke_key
from care.software.tables import SOFTWARE_KEYS

NOW = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    database = Database(database_url)
    METADATA.create_all(database.engine)
    with database.begin() as found:
        yield found
    database.close()


def test_a_key_opens_until_it_is_revoked(connection: Connection) -> None:
    secret = create_key(connection, " Logiciel  A ", NOW)
    found = find_key(connection, secret)
    assert found is not None and found.name == "Logiciel A"
    assert find_key(connection, make_secret()) is None
    assert revoke_key(connection, "Logiciel A", NOW).id == secret.id
    assert find_key(connection, secret) is None
    with pytest.raises(Refusal):
        revoke_key(connection, "Logiciel A", NOW)


def test_the_key_itself_is_not_kept(connection: Connection) -> None:
    secret = create_key(connection, "A", NOW)
    kept = repr(connection.execute(select(SOFTWARE_KEYS)).all())
    assert secret.text.rpartition("_")[2] not in kept


def test_a_name_has_one_key_at_a_time(connection: Connection) -> None:
    first = create_key(connection, "A", NOW)
    with pytest.raises(Refusal) as refused:
        create_key(connection, "A", NOW)
    assert refused.value.reason == "api-key-exists"
    revoke_key(connection, first.id, NOW)
    second = create_key(connection, "A", NOW)
    assert [one.id for one in list_keys(connection)] == [second.id, first.id]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x00b"])
def test_odd_names_are_refused(connection: Connection, name: str) -> None:
    with pytest.raises(Refusal):
        create_key(connection, name, NOW)


def test_questions_are_counted_by_day_and_kind(connection: Connection) -> None:
    key = find_key(connection, create_key(connection, "A", NOW))
    assert key is not None
    for day in range(3):
        for _ in range(2):
            note_query(connection, key, "Practitioner", 5, NOW + timedelta(days=day))
    (listed,) = list_keys(connection)
    assert (listed.queries, listed.last_day) == (6, (NOW + timedelta(days=2)).date())
