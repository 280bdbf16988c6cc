"""`cercle check` reads the file as everything else will."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from care.runtime.errors import SettingsError
from deploy.cli import build

EXAMPLE = Path(__file__).resolve().parents[3] / "territory.example.toml"


def test_the_example_is_in_order(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "territory.toml")
    ran = CliRunner().invoke(build(), ["check", "--state", str(tmp_path)])
    assert ran.exit_code == 0
    assert "tout est en ordre" in ran.output


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("room_version", "version_of_rooms")
    (tmp_path / "territory.toml").write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(build(), ["check", "--state", str(tmp_path)])
    assert isinstance(ran.exception, SettingsError)
    assert "version_of_rooms" in str(ran.exception)


def test_the_process_ends_with_2_and_one_line(tmp_path: Path) -> None:
    import subprocess
    import sys

    ran = subprocess.run(
        [sys.executable, "-c", "from deploy.cli import main; main()", "check", "--state", tmp_path],
        cwd=EXAMPLE.parent,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("order", [[], ["directory"], ["bot"]])
def test_without_an_order_it_explains_itself(order: list[str]) -> None:
    assert "Usage" in CliRunner().invoke(build(), order).output
