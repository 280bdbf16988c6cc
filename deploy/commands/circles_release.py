"""`cercle circles release`: the circle goes again when its time is over."""

from __future__ import annotations

from typing import Annotated

import typer

from care.archive.workflow import release_circle
from care.audit.model import Face
from deploy.circles import parse_circle
from deploy.commands.options import HERE, StateOption
from deploy.opened import OPERATOR, open_territory
from deploy.words import say


def release_a_circle(
    circle: Annotated[str, typer.Argument(help=say("help-circles-id"))],
    state: StateOption = HERE,
) -> None:
    wanted = parse_circle(circle)
    with open_territory(state) as opened, opened.units.unit(f"circles:release:{wanted}") as work:
        release_circle(work, wanted, OPERATOR, Face.CLI)
    typer.echo(say("circles-release-done", id=wanted.text))
