"""`cercle check`: is `territory.toml` usable?"""

from __future__ import annotations

import typer

from deploy.commands.options import HERE, StateOption
from deploy.state import TerritoryFolder
from deploy.words import say


def check(state: StateOption = HERE) -> None:
    folder = TerritoryFolder(state)
    territory = folder.load()
    typer.echo(
        say(
            "check-ok",
            file=str(folder.settings),
            territory=territory.territory.name,
            groups=len(territory.groups),
            communes=len(territory.territory.communes),
        )
    )
