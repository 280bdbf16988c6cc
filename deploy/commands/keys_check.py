"""`cercle keys check`: does every sealed value open, and with which key?"""

from __future__ import annotations

import typer

from care.runtime.resealing import Census, take_census
from deploy.commands.options import HERE, StateOption
from deploy.opened import open_territory
from deploy.schema import SEALED
from deploy.words import say


def check_keys(state: StateOption = HERE) -> None:
    with open_territory(state) as opened:
        census = take_census(opened.database, opened.keys, SEALED)
        held = opened.keys.latest().keys
    _show(census, sorted(held))
    if census.unreadable:
        raise typer.Exit(1)


def _show(census: Census, held: list[int]) -> None:
    for key_id in held:
        key = "keys-newest" if key_id == held[-1] else "keys-older"
        typer.echo(say(key, number=str(key_id), count=census.by_key[key_id]))
    for column, count in sorted(census.unreadable.items()):
        typer.secho(say("keys-unreadable", column=column, count=count), fg=typer.colors.RED)
