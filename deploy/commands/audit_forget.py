"""`cercle audit forget`: empty the lines whose time is over."""

from __future__ import annotations

import typer

from care.audit.retention import forget_expired
from deploy.commands.options import HERE, StateOption
from deploy.opened import open_territory
from deploy.words import say


def forget_audit(state: StateOption = HERE) -> None:
    with open_territory(state) as opened:
        typer.echo(say("audit-forgotten", count=forget_expired(opened.units)))
