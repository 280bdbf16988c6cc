"""Options that several orders share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deploy.words import say

StateOption = Annotated[Path, typer.Option("--state", help=say("help-state"))]
HERE = Path()
