"""`cercle provision`: accounts from a file, then rooms and everybody's place in them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from care.runtime.errors import SettingsError
from deploy.commands.options import HERE, StateOption
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder
from deploy.words import say
from homeserver.provisioning.plan import AccountsPlan
from homeserver.provisioning.provision import Provisioning


def provision(
    accounts: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help=say("help-provision-file"))
    ],
    state: StateOption = HERE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("help-provision-dry-run"))] = False,
) -> None:
    asyncio.run(_provision(accounts.read_bytes(), TerritoryFolder(state), dry_run=dry_run))


async def _provision(source: bytes, folder: TerritoryFolder, *, dry_run: bool) -> None:
    territory = folder.load()
    database = folder.open_database(territory)
    try:
        upgrade(database)
        url = territory.homeserver.public_url
        work = Provisioning(territory, folder.homeserver, url, database, folder.bots)
        plan = await work.plan(source)
        _show(plan)
        if dry_run:
            typer.echo(say("provision-dry-run"))
            return
        await work.import_accounts(source)
        done = await work.bring_up()
    finally:
        database.close()
    typer.echo(say("provision-done", joined=done.joined, rooms=len(done.rooms)))
    typer.echo(say("provision-passwords", folder=str(folder.homeserver.first_password("").parent)))


def _show(plan: AccountsPlan) -> None:
    """Print what would change. Raises SettingsError naming the lines that cannot be used."""
    if plan.errors:
        lines = [str(error) for error in plan.errors]
        raise SettingsError("\n".join([say("provision-refused"), *lines]))
    for key, people in (
        ("provision-create", plan.create),
        ("provision-update", plan.update),
        ("provision-unchanged", plan.unchanged),
        ("provision-absent", plan.absent),
    ):
        typer.echo(say(key, count=len(people)))
        if key != "provision-unchanged":
            for person in people:
                typer.echo(f"  {person if isinstance(person, str) else person.localpart}")
