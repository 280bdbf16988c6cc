"""The two commands that a newcomer types, and the one that continuous integration runs."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from tests.house.sources import ROOT, tracked

SCRIPTS = [path for path in tracked() if path.suffix == ".sh"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_scripts_are_executable_and_well_formed(path: object) -> None:
    file = ROOT / str(path)
    assert os.access(file, os.X_OK)
    assert subprocess.run(["bash", "-n", file], check=False).returncode == 0
    assert "set -euo pipefail" in file.read_text(encoding="utf-8")


def test_the_makefile_calls_only_scripts_that_exist() -> None:
    called = set(re.findall(r"deploy/setup/\w+\.sh", MAKEFILE))
    assert called
    assert [name for name in called if not (ROOT / name).exists()] == []


def test_the_promised_targets_are_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.M))
    assert {"demo", "demo-reset", "setup", "test", "check", "bench", "lint"} <= targets


def test_continuous_integration_runs_exactly_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec make test")


def test_the_summary_of_the_tests_is_the_last_thing_that_make_test_prints() -> None:
    recipe = re.search(r"^test:.*\n((?:\t.*\n)+)", MAKEFILE, flags=re.M)
    assert recipe is not None
    assert "-m pytest" in recipe[1].splitlines()[-1]
