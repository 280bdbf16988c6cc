"""`cercle archive key`: a pair of keys; what locks stays here, what opens goes elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from care.archive.keys import make_key
from care.runtime.errors import Refusal
from deploy.words import say


def make_archive_key(
    file: Annotated[Path, typer.Argument(help=say("help-archive-key-file"))],
) -> None:
    try:
        public = make_key(file)
    except FileExistsError:
        raise Refusal("archive-key-exists", file=str(file)) from None
    typer.echo(say("archive-key-made", secret=str(file), public=str(public)))
