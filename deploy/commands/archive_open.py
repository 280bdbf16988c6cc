"""`cercle archive open`: a circle's archive as a folder, on any machine, without a territory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from care.archive.keys import read_opener
from care.archive.opening import open_archive
from care.archive.reason import ArchiveRefused
from care.archive.unpacking import unpack
from deploy.circles import refusal_of
from deploy.words import say


def open_an_archive(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help=say("help-archive-open-file"))
    ],
    key: Annotated[Path, typer.Option("--key", help=say("help-archive-open-key"))],
    to: Annotated[Path, typer.Option("--to", help=say("help-archive-open-to"))],
) -> None:
    try:
        with open_archive(file, read_opener(key)) as archive:
            count = unpack(archive, to)
    except ArchiveRefused as refused:
        raise refusal_of(refused) from None
    typer.echo(say("archive-opened", count=count, folder=str(to)))
