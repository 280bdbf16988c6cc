"""`cercle directory import`: the national files, for the territory's communes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from care.directory.importer import import_folder
from care.directory.model import ImportReport
from care.runtime.clock import SystemClock
from care.runtime.errors import SettingsError
from deploy.commands.options import HERE, StateOption
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder
from deploy.words import say


def import_directory(
    folder: Annotated[
        Path | None,
        typer.Argument(exists=True, file_okay=False, help=say("help-directory-folder")),
    ] = None,
    state: StateOption = HERE,
    accept_smaller: Annotated[
        bool, typer.Option("--accept-smaller", help=say("help-directory-accept-smaller"))
    ] = False,
) -> None:
    home = TerritoryFolder(state)
    territory = home.load()
    source = folder or territory.directory.folder
    if source is None:
        raise SettingsError(say("directory-no-folder"))
    database = home.open_database(territory)
    try:
        upgrade(database)
        report = import_folder(
            database,
            home.open_keys(),
            source,
            territory.territory.communes,
            SystemClock().now(),
            accept_smaller=accept_smaller,
        )
    finally:
        database.close()
    _show(report)


def _show(report: ImportReport) -> None:
    counts = {"added": report.added, "updated": report.updated, "removed": report.removed}
    typer.echo(say("directory-done", people=report.edition.people, **counts))
    if report.skipped:
        typer.echo(say("directory-skipped", count=report.skipped))
