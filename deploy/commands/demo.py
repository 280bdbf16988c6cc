"""`cercle demo`: a whole territory on this machine."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
import uvloop
from rich.console import Console

from deploy.demo.supervisor import DemoOptions, run_demo
from deploy.words import say


def demo(
    state: Annotated[Path, typer.Option(help=say("help-demo-state"))] = Path(".demo"),
    port_base: Annotated[
        int, typer.Option(min=1024, max=65533, help=say("help-demo-port-base"))
    ] = 8440,
    headless: Annotated[bool, typer.Option("--headless", help=say("help-demo-headless"))] = False,
    story: Annotated[bool, typer.Option(help=say("help-demo-story"))] = True,
) -> None:
    options = DemoOptions(state, port_base, headless, story)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run_demo(options, Console(highlight=False)))
