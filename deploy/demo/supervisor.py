"""`cercle demo` from the first line to the last: start, tell, wait, stop."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from care.runtime.logs import setup_logs
from deploy.demo.layout import DemoLayout
from deploy.demo.lock import hold
from deploy.demo.panel import show_panel
from deploy.demo.ports import Ports
from deploy.demo.running import RunningDemo, running_demo
from deploy.demo.story import play_story
from deploy.words import say


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What was asked on the command line."""

    state: Path
    port_base: int
    headless: bool
    story: bool


async def run_demo(options: DemoOptions, console: Console) -> None:
    """Run the demonstration until Ctrl-C or SIGTERM. Raises SettingsError, StartFailure."""
    layout = DemoLayout(options.state)
    with hold(layout):
        layout.log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with layout.log.open("a", encoding="utf-8") as log:
            setup_logs(log)
            await _until_stopped(asyncio.create_task(_serve(options, layout, console)))
        console.print(say("demo-stopped"))


async def _serve(options: DemoOptions, layout: DemoLayout, console: Console) -> None:
    def tell(step: str) -> None:
        console.print(f"[dim]→[/] {say(step)}")

    async with running_demo(layout, Ports(options.port_base), tell) as demo:
        console.print(f"[bold green]✔[/] {say('demo-ready', seconds=_seconds_since_start())}")
        if not options.headless:
            show_panel(console, demo, layout)
        await _keep(demo, options, layout, console)


async def _keep(
    demo: RunningDemo, options: DemoOptions, layout: DemoLayout, console: Console
) -> None:
    story = asyncio.create_task(play_story(demo, layout, console)) if options.story else None
    try:
        await demo.broken
    finally:
        if story is not None:
            story.cancel()
            await asyncio.wait([story])


async def _until_stopped(work: asyncio.Task[None]) -> None:
    loop = asyncio.get_running_loop()
    asked = False

    def ask() -> None:
        nonlocal asked
        if not asked:  # once: a second Ctrl-C must not interrupt the stopping itself
            asked = True
            work.cancel()

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(sign, ask)
    with suppress(asyncio.CancelledError):
        await work


def _seconds_since_start() -> str:
    # From the start of the process, so that loading the program counts too.
    fields = Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    return f"{time.clock_gettime(time.CLOCK_BOOTTIME) - started:.1f}".replace(".", ",")
