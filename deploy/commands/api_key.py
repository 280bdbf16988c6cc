"""`cercle api-key`: which practice programs may read the directory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy import Connection

from care.runtime.clock import SystemClock
from care.runtime.texts import french_date
from care.software.model import SoftwareKey
from care.software.store import create_key, list_keys, revoke_key
from deploy.commands.options import HERE, StateOption
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder
from deploy.words import say


def create_api_key(
    name: Annotated[str, typer.Argument(help=say("help-api-key-name"))], state: StateOption = HERE
) -> None:
    with _database(state) as connection:
        secret = create_key(connection, name, SystemClock().now())
    typer.echo(say("api-key-created", name=name), err=True)
    typer.echo(secret.text)


def list_api_keys(state: StateOption = HERE) -> None:
    with _database(state) as connection:
        keys = list_keys(connection)
    for key in keys:
        typer.echo(_line(key))
    if not keys:
        typer.echo(say("api-key-none"))


def revoke_api_key(
    key: Annotated[str, typer.Argument(help=say("help-api-key-which"))], state: StateOption = HERE
) -> None:
    with _database(state) as connection:
        closed = revoke_key(connection, key, SystemClock().now())
    typer.echo(say("api-key-revoked", name=closed.name))


@contextmanager
def _database(state: StateOption) -> Iterator[Connection]:
    home = TerritoryFolder(state)
    database = home.open_database(home.load())
    try:
        upgrade(database)
        with database.begin_in_turn() as connection:
            yield connection
    finally:
        database.close()


def _line(key: SoftwareKey) -> str:
    if key.revoked_at is not None:
        revoked = french_date(key.revoked_at.date())
        return say("api-key-closed", id=key.id, name=key.name, revoked=revoked)
    return say(
        "api-key-open",
        id=key.id,
        name=key.name,
        created=french_date(key.created_at.date()),
        queries=key.queries,
        last=french_date(key.last_day) if key.last_day else say("api-key-never"),
    )
