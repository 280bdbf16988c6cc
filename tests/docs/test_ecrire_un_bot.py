"""The example of the guide works as it is printed, and so does its test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from deploy.script_file import load_script
from tests.docs.pages import ROOT, code_blocks

GUIDE = "ecrire-un-bot.md"


def test_the_example_and_its_dialogue_run_as_printed(tmp_path: Path) -> None:
    example, dialogue = code_blocks(GUIDE, "python")
    (tmp_path / "garde.py").write_text(example, encoding="utf-8")
    (tmp_path / "test_garde.py").write_text(dialogue, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_garde.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{ROOT}:{tmp_path}", "PATH": "/usr/bin:/bin"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 passed" in ran.stdout


def test_the_example_is_what_the_command_writes(tmp_path: Path) -> None:
    from deploy.commands.bot_new import new_bot

    new_bot("garde", tmp_path)
    written = load_script(tmp_path / "garde.py")
    (tmp_path / "printed.py").write_text(code_blocks(GUIDE, "python")[0], encoding="utf-8")
    assert load_script(tmp_path / "printed.py").name == written.name


def test_the_example_is_at_most_20_lines() -> None:
    assert len(code_blocks(GUIDE, "python")[0].splitlines()) <= 20
