"""`cercle directory status`: how old the directory is, what changed, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import typer
from sqlalchemy import Connection

from care.directory.changes import load_changes
from care.directory.model import Edition
from care.directory.rules import is_stale
from care.directory.sources.refresh import load_refresh
from care.directory.store import load_edition
from care.runtime.clock import SystemClock
from care.runtime.texts import french_date, french_time
from deploy.commands.options import HERE, StateOption
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder
from deploy.words import say


def directory_status(state: StateOption = HERE) -> None:
    home = TerritoryFolder(state)
    territory = home.load()
    zone = ZoneInfo(territory.territory.timezone)
    database = home.open_database(territory)
    try:
        upgrade(database)
        with database.begin() as connection:
            for line in describe(connection, SystemClock().now(), zone):
                typer.echo(line)
    finally:
        database.close()


def describe(connection: Connection, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """What an operator should know of the directory, in sentences that name nobody."""
    edition = load_edition(connection)
    if edition is None:
        yield say("directory-never")
    else:
        yield from _describe_edition(connection, edition, now, zone)
    refresh = load_refresh(connection)
    if refresh is not None:
        yield say("directory-next", due=_when(refresh.due_at, zone))
        if refresh.failure is not None and refresh.tried_at is not None:
            yield say(
                "directory-failing",
                tried=_when(refresh.tried_at, zone),
                reason=refresh.failure,
                advice=say("directory-failing-advice"),
            )


def _describe_edition(
    connection: Connection, edition: Edition, now: datetime, zone: ZoneInfo
) -> Iterator[str]:
    yield say(
        "directory-edition",
        published=_when(edition.published_at, zone),
        days=(now - edition.published_at).days,
        imported=_when(edition.imported_at, zone),
        people=edition.people,
    )
    changes = load_changes(connection, edition.id)
    if changes is not None:
        yield say(
            "directory-changes",
            added=changes.added,
            gone=changes.gone,
            moved=changes.moved,
            updated=changes.updated,
        )
    if is_stale(edition, now):
        yield say("directory-stale")


def _when(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{french_date(local.date())} {french_time(local)}"
