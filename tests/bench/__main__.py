"""`python -m tests.bench`: our sessions and others', side by side in one run on one server."""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import tempfile
from pathlib import Path

import orjson
from rich.console import Console

from tests.bench.hall import Hall, open_hall
from tests.bench.peers.known import JS_SDK, MAUTRIX, OURS, Peer
from tests.bench.plan import FULL, QUICK, Step, aims, steps
from tests.bench.results import Sheet
from tests.bench.setup import set_up_mautrix
from tests.bench.table import as_json, print_measure, print_verdict
from tests.real.js.install import install
from tests.real.judge.process import ChildFailure

_PROGRESS = Console(stderr=True)
_TABLES = Console(width=110)


def main() -> None:
    """Measure, print the tables, and write the figures where asked."""
    wanted = _parse()
    sheet = Sheet()
    missing = _set_up(sheet)
    size = QUICK if wanted.quick else FULL
    chosen = [step for step in steps(size) if not wanted.only or step.key in wanted.only]
    asyncio.run(_run(chosen, missing | set(wanted.without), sheet))
    reached = aims(size)
    print_verdict(_TABLES, sheet, OURS.title, reached)
    if wanted.json:
        wanted.json.write_bytes(orjson.dumps(as_json(sheet, OURS.title, reached)))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    parser.add_argument("--only", nargs="*", default=[], help="reply start first catch-up growth")
    parser.add_argument("--without", nargs="*", default=[], help="peers to leave out, by name")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args()


def _set_up(sheet: Sheet) -> set[str]:
    """Install what peers need; the names of those that cannot take part."""
    missing: set[str] = set()
    for peer, prepare in ((MAUTRIX, set_up_mautrix), (JS_SDK, install)):
        try:
            prepare()
        except (subprocess.CalledProcessError, OSError) as error:
            sheet.skip(peer.title, f"could not be installed ({error})")
            missing.add(peer.name)
    return missing


async def _run(chosen: list[Step], missing: set[str], sheet: Sheet) -> None:
    for step in chosen:
        peers = [peer for peer in step.peers if peer.name not in missing]
        # A server of its own for each measure: none pays for what another left in the database.
        with tempfile.TemporaryDirectory(prefix="cercle-bench-") as scratch:
            async with open_hall(Path(scratch)) as hall:
                await _measure(hall, step, peers, sheet)


async def _measure(hall: Hall, step: Step, peers: list[Peer], sheet: Sheet) -> None:
    _PROGRESS.print(f"[dim]{step.key}: {', '.join(peer.title for peer in peers)}…[/]")
    before = set(sheet.measures())
    try:
        await step.measure(hall, peers, sheet)
    except (ChildFailure, TimeoutError) as error:
        sheet.skip(step.key, str(error) or "a peer did not answer in time")
    for measure in sheet.measures():
        if measure not in before:
            print_measure(_TABLES, sheet, measure, OURS.title)


if __name__ == "__main__":
    main()
