"""`cercle bot new`: an example to start from."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from care.runtime.errors import SettingsError
from deploy.words import say

_EXAMPLE = Template(Path(__file__).with_name("bot_example.py.txt").read_text(encoding="utf-8"))


def new_bot(
    name: Annotated[str, typer.Argument(help=say("help-bot-name"))],
    folder: Annotated[Path, typer.Option(hidden=True)] = Path(),
) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,40}", name):
        raise SettingsError(say("bot-name", name=name))
    path = folder / f"{name.replace('-', '_')}.py"
    if path.exists():
        raise SettingsError(say("bot-exists", file=str(path)))
    path.write_text(_EXAMPLE.substitute(name=name, title=name.capitalize()), encoding="utf-8")
    typer.echo(say("bot-written", file=str(path)))
