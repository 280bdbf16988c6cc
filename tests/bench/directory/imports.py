"""The import beside a bare `csv` pass over the same file, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson

from tests.bench.results import Sheet

MEASURE = "Import of the national files"
BARE = "csv.reader, bare pass"
OURS = "Cercle"

_REPORT = """
import sys, time
from pathlib import Path
started = time.perf_counter()
{work}
seconds = time.perf_counter() - started
# Not getrusage: its peak is inherited from the process that started this one.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print('{{"seconds": %f, "peak": %f}}' % (seconds, int(status["VmHWM"].split()[0]) / 1024))
"""
_CSV = """
import csv
path = next(Path(sys.argv[1]).glob("PS_LibreAcces_Personne_activite_*.txt"))
with path.open(encoding="utf-8", newline="") as lines:
    for row in csv.reader(lines, delimiter="|", quoting=csv.QUOTE_NONE):
        pass
"""
_BUILD = """
from datetime import UTC, datetime
from care.directory.national.building import build_national_index
build_national_index(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC))
"""


def measure_import(folder: Path, root: Path, sheet: Sheet) -> None:
    """Time both and note the peak of memory; the bare pass before and after, halved."""
    before = _run(_CSV, folder, root)
    ours = _run(_BUILD, folder, root)
    after = _run(_CSV, folder, root)
    seconds = (before["seconds"] + after["seconds"]) / 2
    sheet.add(MEASURE, BARE, "s, MB", seconds=seconds, peak=before["peak"])
    sheet.add(MEASURE, OURS, "s, MB", seconds=ours["seconds"], peak=ours["peak"])


def _run(work: str, folder: Path, root: Path) -> dict[str, float]:
    command = [sys.executable, "-c", _REPORT.format(work=work), str(folder), str(root)]
    ran = subprocess.run(command, check=True, capture_output=True)
    figures: dict[str, float] = orjson.loads(ran.stdout)
    return figures
