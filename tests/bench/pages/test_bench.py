"""The pages' bench itself runs: everybody is measured, on a phone and by hundreds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.bench.pages.loading import AGAIN, BARE, ELEMENT, FIRST, OURS, TAPS
from tests.bench.setup import ROOT
from tests.real.element.build import is_built

pytestmark = [pytest.mark.real, pytest.mark.timeout(900)]


def test_everybody_is_measured(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    command = [sys.executable, "-m", "tests.bench.pages", "--quick", "--json", str(kept)]
    ran = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert "Open pages that listen" in ran.stdout
    figures = orjson.loads(kept.read_bytes())
    taken = {(one["measure"], one["peer"]) for one in figures["figures"] if one["value"] > 0}
    everybody = (OURS, BARE, ELEMENT) if is_built() else (OURS, BARE)
    assert taken == {(name, who) for name in (FIRST, AGAIN, TAPS) for who in everybody}
