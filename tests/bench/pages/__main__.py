"""`python -m tests.bench.pages`: pages on a phone beside others', and open pages by hundreds."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

import orjson
from rich.console import Console

from tests.bench.pages import growth, loading
from tests.bench.results import Aim, Sheet
from tests.bench.table import as_json, print_measure, print_verdict
from tests.real.element.build import is_built

_TABLES = Console(width=140)
_AIMS = [
    Aim(loading.FIRST, "usable", loading.ELEMENT, 0.5),
    Aim(loading.FIRST, "usable", loading.BARE, 3.0),
    Aim(loading.AGAIN, "usable", loading.ELEMENT, 0.5),
    Aim(loading.TAPS, "answer", loading.ELEMENT, 1.0),
]


def main() -> None:
    """Measure, print the tables, and write the figures where asked."""
    wanted = _parse()
    sheet = Sheet()
    if "loads" in wanted.only:
        rounds, taps = (1, 2) if wanted.quick else (5, 6)
        with tempfile.TemporaryDirectory(prefix="cercle-bench-") as scratch:
            with_element = is_built() or not wanted.quick
            asyncio.run(
                loading.measure(Path(scratch), sheet, rounds, taps, with_element=with_element)
            )
        for measure in sheet.measures():
            print_measure(_TABLES, sheet, measure, loading.OURS)
        print_verdict(_TABLES, sheet, loading.OURS, _AIMS)
    if "growth" in wanted.only:
        asyncio.run(growth.main(wanted.pages or ((5, 10) if wanted.quick else growth.COUNTS)))
    if wanted.json:
        wanted.json.write_bytes(orjson.dumps(as_json(sheet, loading.OURS, _AIMS)))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="once, to see that it runs")
    parser.add_argument("--only", nargs="*", default=["loads", "growth"], help="loads growth")
    parser.add_argument("--pages", nargs="*", type=int, help="how many open pages, each in turn")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
