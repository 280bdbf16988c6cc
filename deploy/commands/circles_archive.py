"""`cercle circles archive`: all of a circle in one sealed file, now, whatever its state."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from care.archive.ending import Place
from care.archive.gathering import gather
from care.archive.paperwork import DocumentShelf
from care.archive.workflow import check_circle, note_archived
from care.archive.writing import Written, write_archive
from care.circles.model import CircleId
from care.runtime.errors import SettingsError
from deploy.circles import assistant_of, lock_in, parse_circle, place_of, reading_past
from deploy.commands.options import HERE, StateOption
from deploy.opened import OPERATOR, Opened, open_territory
from deploy.words import say


def archive_circle(
    circle: Annotated[str, typer.Argument(help=say("help-circles-id"))],
    to: Annotated[Path | None, typer.Option("--to", help=say("help-circles-to"))] = None,
    key: Annotated[Path | None, typer.Option("--key", help=say("help-circles-key"))] = None,
    state: StateOption = HERE,
) -> None:
    wanted = parse_circle(circle)
    with open_territory(state) as opened:
        written = asyncio.run(_archive(opened, wanted, _place(opened, to, key)))
    typer.echo(say("circles-archived", file=str(written.path)))
    typer.echo(say("circles-archived-counts", events=written.events, files=written.files))
    if written.missing or written.unread:
        typer.echo(say("circles-archived-gaps", missing=written.missing, unread=written.unread))
    typer.echo(say("circles-archived-digest", digest=written.digest))


def _place(opened: Opened, to: Path | None, key: Path | None) -> Place:
    """Where to write: what is said here wins over the settings."""
    usual = place_of(opened) if to is None or key is None else None
    folder = to or (usual.folder if usual else None)
    lock = lock_in(key) if key else (usual.lock if usual else None)
    if folder is None or lock is None:
        raise SettingsError(say("circles-no-place"))
    return Place(folder, lock)


async def _archive(opened: Opened, circle: CircleId, place: Place) -> Written:
    units, timezone = opened.units, opened.territory.territory.timezone
    with units.unit(f"circles:archive:{circle}") as work:
        check_circle(work, circle)
        found = gather(work, circle, assistant_of(opened.territory), timezone)
        name = f"{circle}-{work.now:%Y%m%d-%H%M%S}.cercle"
    async with reading_past(opened) as past:
        shelf = DocumentShelf(units)
        written = await write_archive(place.folder / name, place.lock, found, past, shelf)
    with units.unit(f"circles:archived:{name}") as work:
        note_archived(work, circle, written, OPERATOR)
    return written
