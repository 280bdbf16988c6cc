"""The first revision makes the schema that the code describes, on both databases.

When it fails: `python -m deploy.migrations.regenerate` (no version has been released yet).
"""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from care.runtime.database import Database
from deploy.migrate import upgrade
from deploy.schema import SCHEMA

_ADVICE = "the tables changed: python -m deploy.migrations.regenerate"


def test_a_migrated_database_is_what_the_code_describes(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database)
    options = {"compare_type": True, "compare_server_default": True}
    with database.begin() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SCHEMA) == [], _ADVICE
    database.close()


def test_every_key_is_the_one_described(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database)
    with database.begin() as connection:
        found = inspect(connection)
        keys = {
            name: found.get_pk_constraint(name)["constrained_columns"] for name in SCHEMA.tables
        }
    assert keys == {
        name: [column.name for column in table.primary_key] for name, table in SCHEMA.tables.items()
    }, _ADVICE
    database.close()
