"""`cercle keys rotate`: a new key, and everything sealed anew with it."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from care.audit.store import record
from care.runtime.key_file import add_key
from care.runtime.resealing import Step, reseal
from deploy.commands.options import HERE, StateOption
from deploy.opened import Opened, open_territory, operator_entry
from deploy.schema import SEALED
from deploy.words import say


def rotate_keys(state: StateOption = HERE) -> None:
    with open_territory(state) as opened:
        if _run(reseal(opened.database, opened.keys, SEALED)):
            typer.echo(say("keys-resumed", number=str(max(opened.keys.latest().keys))))
            return
        typer.echo(say("keys-added", number=str(_add(opened))))
        count = _run(reseal(opened.database, opened.keys, SEALED))
        typer.echo(say("keys-rotated", count=count))


def _add(opened: Opened) -> int:
    """A new key. Should what follows fail, a key that nothing uses yet does no harm."""
    with opened.units.unit("keys:rotate") as work:
        key_id = add_key(opened.folder.keys)
        record(work, operator_entry("keys.rotated", {"key": key_id}))
    return key_id


def _run(steps: Iterable[Step]) -> int:
    """How many values were sealed anew; none when an earlier rotation was finished."""
    resealed = unreadable = 0
    for step in steps:
        resealed, unreadable = resealed + step.resealed, unreadable + step.unreadable
    if unreadable:
        typer.secho(say("keys-left", count=unreadable), fg=typer.colors.RED, err=True)
    return resealed
