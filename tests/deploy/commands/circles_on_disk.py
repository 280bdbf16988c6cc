"""A territory on disk with a closed circle in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from deploy.cli import build
from deploy.opened import open_territory
from tests.care.archive.kept_circle import keep_circle

EXAMPLE = Path(__file__).resolve().parents[3] / "territory.example.toml"
NEVER = "[retention]\ncircle_months = 0\nprofessionals_months = 0\n"


def make_territory(folder: Path, settings: str = NEVER) -> None:
    """A territory in `folder`, with `settings` besides those of the example."""
    shutil.copy(EXAMPLE, folder / "territory.toml")
    with (folder / "territory.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{settings}")
    with open_territory(folder) as opened, opened.units.unit("keep") as work:
        keep_circle(work, rooms=False)


def run(folder: Path, *order: str) -> Result:
    """`cercle …` on that territory."""
    return CliRunner().invoke(build(), [*order, "--state", str(folder)])
