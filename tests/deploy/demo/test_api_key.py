"""Each run of the demonstration has its own key."""

from __future__ import annotations

from care.runtime.database import METADATA, Database
from care.software.keys import parse_secret
from care.software.store import find_key
from deploy.demo.api_key import fresh_key


def test_the_last_run_s_key_opens_nothing_more() -> None:
    database = Database("sqlite://")
    METADATA.create_all(database.engine)
    first, second = parse_secret(fresh_key(database)), parse_secret(fresh_key(database))
    assert first is not None and second is not None
    with database.begin() as connection:
        assert find_key(connection, first) is None
        assert find_key(connection, second) is not None
