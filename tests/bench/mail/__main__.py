"""`python -m tests.bench.mail`: mails through ten mailboxes, and what reading documents costs."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

import orjson
from rich.console import Console

from tests.bench.mail import codecs, flow
from tests.bench.results import Aim, Sheet
from tests.bench.table import as_json, print_measure, print_verdict

OURS = flow.OURS
_TABLES = Console(width=140)
_AIMS = [
    Aim(flow.RATE, "mails", flow.LOOP, 1.0, at_least=True),
    Aim(flow.LATENCY, "median", flow.LOOP, 3.0),
    Aim(codecs.CDA, "documents per s", codecs.BARE, 0.02, at_least=True),
    Aim(codecs.CDA, "peak MB", codecs.BARE, 1.5),
]


def main() -> None:
    """Measure, print the tables, and write the figures where asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mail", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a little, to see that it runs")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    wanted = parser.parse_args()
    sheet = Sheet()
    codecs.measure(sheet, 2 if wanted.quick else 20)
    burst, singles = (40, 5) if wanted.quick else (500, 60)
    with tempfile.TemporaryDirectory(prefix="cercle-bench-") as scratch:
        asyncio.run(flow.measure(Path(scratch), sheet, burst, singles))
    for measure in sheet.measures():
        print_measure(_TABLES, sheet, measure, OURS)
    print_verdict(_TABLES, sheet, OURS, _AIMS)
    if wanted.json:
        wanted.json.write_bytes(orjson.dumps(as_json(sheet, OURS, _AIMS)))


if __name__ == "__main__":
    main()
