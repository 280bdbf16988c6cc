"""Small facts an account must find again after a restart."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from care.runtime.database import insert_into
from care.runtime.tables import MEMORY


def recall(connection: Connection, account: str, name: str) -> str | None:
    """The value kept under `name`."""
    found: str | None = connection.execute(
        select(MEMORY.c.value).where(MEMORY.c.account == account, MEMORY.c.name == name)
    ).scalar()
    return found


def recall_all(connection: Connection, account: str, prefix: str) -> dict[str, str]:
    """Every value whose name starts with `prefix`, by the rest of its name."""
    rows = connection.execute(
        select(MEMORY.c.name, MEMORY.c.value).where(
            MEMORY.c.account == account, MEMORY.c.name.startswith(prefix, autoescape=True)
        )
    )
    # SQLite's LIKE ignores case; names hold Matrix ids, in which case tells two people apart.
    return {row.name.removeprefix(prefix): row.value for row in rows if row.name.startswith(prefix)}


def remember(connection: Connection, account: str, name: str, value: str) -> None:
    """Keep `value` under `name`, in place of what was there."""
    connection.execute(
        insert_into(connection, MEMORY)
        .values(account=account, name=name, value=value)
        .on_conflict_do_update(index_elements=["account", "name"], set_={"value": value})
    )


def forget(connection: Connection, account: str, name: str) -> None:
    """Drop the value kept under `name`."""
    connection.execute(delete(MEMORY).where(MEMORY.c.account == account, MEMORY.c.name == name))
