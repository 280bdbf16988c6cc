"""The mail's bench itself runs, and both peers deliver every mail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from tests.bench.mail.codecs import BARE, CDA, XDM
from tests.bench.mail.flow import LATENCY, LOOP, OURS, RATE
from tests.bench.setup import ROOT

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]


def test_every_measure_is_taken(tmp_path: Path) -> None:
    kept = tmp_path / "figures.json"
    command = [sys.executable, "-m", "tests.bench.mail", "--quick", "--json", str(kept)]
    ran = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr[-2000:]
    figures = orjson.loads(kept.read_bytes())
    taken = {(one["measure"], one["peer"]) for one in figures["figures"]}
    assert taken >= {(what, peer) for what in (RATE, LATENCY) for peer in (OURS, LOOP)}
    assert taken >= {(what, peer) for what in (CDA, XDM) for peer in (OURS, BARE)}
    assert all(one["value"] > 0 for one in figures["figures"])
