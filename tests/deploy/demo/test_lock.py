"""One demonstration per folder, and never in a folder that holds something else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from care.runtime.errors import SettingsError
from deploy.demo.layout import DemoLayout
from deploy.demo.lock import hold

RESET = Path(__file__).resolve().parents[3] / "deploy" / "setup" / "reset.sh"


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    layout = DemoLayout(tmp_path / "demo")
    with hold(layout), pytest.raises(SettingsError, match="tourne déjà"), hold(layout):
        pass


def test_one_after_the_other_is_fine(tmp_path: Path) -> None:
    layout = DemoLayout(tmp_path / "demo")
    for _ in range(2):
        with hold(layout):
            assert layout.state.stat().st_mode & 0o777 == 0o700


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(SettingsError, match="autre chose"), hold(DemoLayout(tmp_path)):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def reset(state: Path) -> int:
    return subprocess.run([RESET, state], check=False, capture_output=True).returncode


def test_reset_forgets_a_demonstration(tmp_path: Path) -> None:
    layout = DemoLayout(tmp_path / "demo")
    with hold(layout):
        pass
    assert reset(layout.state) == 0
    assert not layout.state.exists()


def test_reset_refuses_one_that_runs(tmp_path: Path) -> None:
    layout = DemoLayout(tmp_path / "demo")
    with hold(layout):
        assert reset(layout.state) != 0
    assert layout.marker.exists()


def test_reset_refuses_a_folder_that_is_no_demonstration(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    assert reset(tmp_path) != 0
    assert (tmp_path / "letter.txt").exists()
