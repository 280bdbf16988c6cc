"""`cercle keys retire`: take out of the ring a key that nothing is sealed with any more."""

from __future__ import annotations

from typing import Annotated

import typer

from care.audit.store import record
from care.runtime.errors import Refusal
from care.runtime.key_file import remove_key
from care.runtime.resealing import is_used
from deploy.commands.options import HERE, StateOption
from deploy.opened import open_territory, operator_entry
from deploy.schema import SEALED
from deploy.words import say


def retire_key(
    key: Annotated[int, typer.Argument(help=say("help-keys-key"), min=1)],
    state: StateOption = HERE,
) -> None:
    with open_territory(state) as opened, opened.units.unit("keys:retire") as work:
        if is_used(work.connection, key, SEALED):
            raise Refusal("keys-used", number=str(key))
        record(work, operator_entry("keys.retired", {"key": key}))
        # Inside the writers' turn: who waits to write will read the ring without this key.
        remove_key(opened.folder.keys, key)
    typer.echo(say("keys-retired", number=str(key)))
