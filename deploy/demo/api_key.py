"""A key for whoever tries the demonstration's directory from a program."""

from __future__ import annotations

from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.software.store import create_key, list_keys, revoke_key

_NAME = "Essai"


def fresh_key(database: Database) -> str:
    """A new key, in place of the last run's."""
    now = SystemClock().now()
    with database.begin_in_turn() as connection:
        for key in list_keys(connection):
            if key.name == _NAME and key.revoked_at is None:
                revoke_key(connection, key.id, now)
        return create_key(connection, _NAME, now).text
