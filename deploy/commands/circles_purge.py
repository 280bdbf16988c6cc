"""`cercle circles purge`: what has come to its term leaves, archived first when that is wanted."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from care.archive.ending import Ending, Outcome
from care.archive.workflow import foresee
from care.runtime.errors import Refusal
from deploy.circles import (
    administering,
    assistant_of,
    ending_alone,
    eraser_of,
    keeping_of,
    place_of,
    reading_past,
)
from deploy.commands.options import HERE, StateOption
from deploy.opened import Opened, open_territory
from deploy.words import say


def purge_circles(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=say("help-circles-purge-dry-run"))
    ] = False,
    state: StateOption = HERE,
) -> None:
    with open_territory(state) as opened:
        if dry_run:
            _foresee(opened)
            return
        with ending_alone(opened):
            outcomes = asyncio.run(_purge(opened))
    if not outcomes:
        typer.echo(say("circles-purge-nothing"))
    failed = sum(outcome.failed is not None for outcome in outcomes)
    if failed:
        raise Refusal("circles-purge-failed", count=failed)


def _foresee(opened: Opened) -> None:
    """Say what would go, and change nothing."""
    keeping = keeping_of(opened.territory.retention)
    with opened.database.begin() as connection:
        now = opened.units.clock.now()
        dues = foresee(connection, opened.keys, now, assistant_of(opened.territory), keeping)
    for due in dues:
        key = "circles-purge-whole" if due.whole else "circles-purge-rooms"
        typer.echo(say(key, id=due.circle.text, count=len(due.rooms)))
    if not dues:
        typer.echo(say("circles-purge-nothing"))


async def _purge(opened: Opened) -> list[Outcome]:
    territory = opened.territory
    outcomes = []
    async with reading_past(opened) as past, administering(opened) as http:
        ending = Ending(
            opened.units,
            past,
            eraser_of(opened, past, http),
            assistant_of(territory),
            keeping_of(territory.retention),
            place_of(opened),
            territory.territory.timezone,
        )
        async for outcome in ending.run():
            _show(outcome)
            outcomes.append(outcome)
    return outcomes


def _show(outcome: Outcome) -> None:
    purge = outcome.purge
    if outcome.failed is not None:
        key = "circles-purge-refused"
    elif outcome.stopped:
        key = "circles-purge-stopped"
    else:
        key = "circles-purged" if purge.due.whole else "circles-purged-rooms"
    facts = {"id": purge.due.circle.text, "why": outcome.failed or ""}
    typer.echo(say(key, **facts, deleted=outcome.deleted, kept=outcome.kept))
    if purge.archive is not None and not outcome.stopped and outcome.failed is None:
        typer.echo(say("circles-purged-archive", file=purge.archive))
