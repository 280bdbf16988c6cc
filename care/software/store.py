"""Reading and writing the keys, and counting what is asked with each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from care.runtime.database import insert_into
from care.runtime.errors import Refusal
from care.software.keys import Secret, digest_of, is_right, make_secret
from care.software.model import SoftwareKey
from care.software.tables import SOFTWARE_KEYS, SOFTWARE_QUERIES

_LONGEST_NAME = 80


def create_key(connection: Connection, name: str, now: datetime) -> Secret:
    """A new key for the program called `name`; this is the only time that it can be read.

    Raises Refusal when the name is empty, too long, or has a key that still opens.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise Refusal("api-key-name")
    same = (SOFTWARE_KEYS.c.name == name) & SOFTWARE_KEYS.c.revoked_at.is_(None)
    if connection.execute(select(SOFTWARE_KEYS.c.id).where(same)).first() is not None:
        raise Refusal("api-key-exists", name=name)
    secret = make_secret()
    connection.execute(
        SOFTWARE_KEYS.insert().values(
            id=secret.id, name=name, digest=digest_of(secret), created_at=now
        )
    )
    return secret


def revoke_key(connection: Connection, key: str, now: datetime) -> SoftwareKey:
    """Close the key of this id or name for good. Raises Refusal when none such opens."""
    chosen = (SOFTWARE_KEYS.c.id == key) | (SOFTWARE_KEYS.c.name == key)
    known = next((one for one in list_keys(connection) if key in {one.id, one.name}), None)
    closed = connection.execute(
        update(SOFTWARE_KEYS)
        .where(chosen, SOFTWARE_KEYS.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    if known is None or closed.rowcount == 0:
        raise Refusal("api-key-unknown", name=key)
    return known


def list_keys(connection: Connection) -> list[SoftwareKey]:
    """Every key that was ever made, those that open first, by name."""
    queries = func.coalesce(func.sum(SOFTWARE_QUERIES.c.queries), 0)
    keys, counts = SOFTWARE_KEYS.c, SOFTWARE_QUERIES.c
    rows = connection.execute(
        select(keys.id, keys.name, keys.created_at, keys.revoked_at, queries, func.max(counts.day))
        .select_from(SOFTWARE_KEYS.outerjoin(SOFTWARE_QUERIES, keys.id == counts.key_id))
        .group_by(keys.id, keys.name, keys.created_at, keys.revoked_at)
    )
    found = [SoftwareKey(*row) for row in rows]
    return sorted(found, key=lambda one: (one.revoked_at is not None, one.name, one.created_at))


def find_key(connection: Connection, secret: Secret) -> SoftwareKey | None:
    """The key that `secret` is, if it opens. How long it takes tells nothing of the keys there."""
    row = connection.execute(select(SOFTWARE_KEYS).where(SOFTWARE_KEYS.c.id == secret.id)).first()
    if not is_right(secret, None if row is None else row.digest) or row is None:
        return None
    return None if row.revoked_at else SoftwareKey(row.id, row.name, row.created_at)


def note_query(
    connection: Connection, key: SoftwareKey, kind: str, results: int, now: datetime
) -> None:
    """Count one query by `key` about this kind of resource, and the results it was given."""
    counts = SOFTWARE_QUERIES.c
    connection.execute(
        insert_into(connection, SOFTWARE_QUERIES)
        .values(key_id=key.id, day=now.date(), kind=kind, queries=1, results=results)
        .on_conflict_do_update(
            index_elements=["key_id", "day", "kind"],
            set_={"queries": counts.queries + 1, "results": counts.results + results},
        )
    )
