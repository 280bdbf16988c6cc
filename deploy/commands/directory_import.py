"""`cercle directory import`: the national directory, for the territory's communes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

from care.directory.changes import Changes, load_changes
from care.directory.model import ImportReport
from care.directory.sources.choice import choose_source
from care.directory.sources.port import Progress as Heard
from care.directory.sources.taking import take_in
from care.runtime.clock import SystemClock
from care.runtime.errors import SettingsError
from deploy.commands.options import HERE, StateOption
from deploy.directory import place_of
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder
from deploy.words import say


def import_directory(
    given: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help=say("help-directory-folder"))
    ] = None,
    state: StateOption = HERE,
    accept_smaller: Annotated[
        bool, typer.Option("--accept-smaller", help=say("help-directory-accept-smaller"))
    ] = False,
) -> None:
    home = TerritoryFolder(state)
    territory = home.load()
    source = choose_source(territory.directory, home.path, given)
    if source is None:
        raise SettingsError(say("directory-no-folder"))
    database = home.open_database(territory)
    try:
        upgrade(database)
        place = place_of(home, territory, database, home.open_keys())
        now = SystemClock().now()
        with _bars() as heard:
            taken = take_in(place, source, now, accept_smaller=accept_smaller, progress=heard)
        if taken.report is None:
            typer.echo(say("directory-unchanged"))
            return
        with database.begin() as connection:
            changes = load_changes(connection, taken.report.edition.id)
    finally:
        database.close()
    _show(taken.report, changes)


@contextmanager
def _bars() -> Iterator[Heard]:
    """A bar for each thing read, on a terminal; its name and its bytes."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    bars = Progress(*columns, console=Console(stderr=True), transient=True)
    known: dict[str, TaskID] = {}

    def heard(what: str, done: int, total: int | None) -> None:
        if what not in known:
            known[what] = bars.add_task(what, total=total)
        bars.update(known[what], completed=done, total=total)

    with bars:
        yield heard


def _show(report: ImportReport, changes: Changes | None) -> None:
    counts = {"added": report.added, "updated": report.updated, "removed": report.removed}
    typer.echo(say("directory-done", people=report.edition.people, **counts))
    if changes is not None and report.updated and changes.moved:
        typer.echo(say("directory-moved", count=changes.moved))
    if report.skipped:
        typer.echo(say("directory-skipped", count=report.skipped))
