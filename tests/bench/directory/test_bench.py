"""The directory's bench itself runs, on a small country, and every engine takes part."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.bench.directory.engines.ours import Ours
from tests.bench.directory.engines.postgres_trigram import PostgresTrigram
from tests.bench.directory.engines.sqlite_trigram import SqliteTrigram
from tests.bench.directory.engines.tantivy_fuzzy import TantivyFuzzy
from tests.bench.directory.fuzzing import NAME as ANYTHING
from tests.bench.directory.imports import BARE, MEASURE
from tests.bench.directory.in_a_room import ALONE, NAME
from tests.bench.setup import ROOT

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]


def test_every_measure_is_taken(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    command = [sys.executable, "-m", "tests.bench.directory", "--quick", "--rows", "5000"]
    command += ["--json", str(kept)]
    ran = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2000:]
    figures = orjson.loads(kept.read_bytes())
    assert figures["skipped"] == []
    taken = {(one["measure"], one["peer"]) for one in figures["figures"]}
    peers = {peer for _, peer in taken}
    assert {(MEASURE, BARE), (MEASURE, Ours.title), (NAME, Ours.title), (NAME, ALONE)} <= taken
    assert {one.title for one in (TantivyFuzzy, PostgresTrigram, SqliteTrigram)} <= peers
    assert (ANYTHING, Ours.title) in taken
