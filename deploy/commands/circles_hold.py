"""`cercle circles hold`: nothing of this circle goes, whatever the date."""

from __future__ import annotations

from typing import Annotated

import typer

from care.archive.workflow import hold_circle
from care.audit.model import Face
from deploy.circles import parse_circle
from deploy.commands.options import HERE, StateOption
from deploy.opened import OPERATOR, open_territory
from deploy.words import say


def hold_a_circle(
    circle: Annotated[str, typer.Argument(help=say("help-circles-id"))],
    reason: Annotated[str, typer.Option("--reason", help=say("help-circles-reason"))],
    state: StateOption = HERE,
) -> None:
    wanted = parse_circle(circle)
    with open_territory(state) as opened, opened.units.unit(f"circles:hold:{wanted}") as work:
        hold_circle(work, wanted, reason, OPERATOR, Face.CLI)
    typer.echo(say("circles-hold-done", id=wanted.text))
