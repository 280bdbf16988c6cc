"""`cercle rooms trim`: old messages of groups and conversations leave."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from care.audit.store import record
from deploy.circles import administering, days_of
from deploy.commands.options import HERE, StateOption
from deploy.opened import Opened, open_territory, operator_entry
from deploy.words import say
from homeserver.trimming import Trimming


def trim_rooms(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=say("help-rooms-trim-dry-run"))
    ] = False,
    state: StateOption = HERE,
) -> None:
    with open_territory(state) as opened:
        if not any(days_of(opened.territory.retention).values()):
            typer.echo(say("rooms-trim-kept"))
            return
        count = asyncio.run(_trim(opened, dry_run=dry_run))
        if not dry_run and count:
            with opened.units.unit("rooms:trim") as work:
                record(work, operator_entry("rooms.trimmed", {"rooms": count}))
    typer.echo(say("rooms-trim-would" if dry_run else "rooms-trimmed", count=count))


async def _trim(opened: Opened, *, dry_run: bool) -> int:
    """How many rooms lost old messages, or have a time at all."""
    now = opened.units.clock.now()
    async with administering(opened) as http:
        trimming = Trimming(http)
        planned = [one async for one in trimming.plan(days_of(opened.territory.retention), now)]
        if dry_run:
            return len(planned)
        return sum([await trimming.trim(one) for one in planned])
