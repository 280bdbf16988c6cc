"""What we started does not outlive us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from deploy.demo.leash import leash

ROOT = Path(__file__).resolve().parents[3]
PARENT = """
import subprocess, sys, time
from pathlib import Path
from deploy.demo.leash import leash
child = subprocess.Popen(["/bin/sleep", "60"], start_new_session=True)
with leash(child.pid, Path(sys.argv[1])):
    print(child.pid, flush=True)
    time.sleep(60)
"""


def ended(pid: int, seconds: float = 30) -> bool:
    """Whether the process is gone (or waits to be buried) within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        except OSError:
            return True
        if state[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def start(mark: str) -> tuple[subprocess.Popen[str], int]:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, mark], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    return parent, int(parent.stdout.readline())


def test_the_child_ends_when_we_are_killed_without_warning() -> None:
    parent, child = start("60")
    parent.kill()
    parent.wait()
    assert ended(child)


def test_a_stranger_with_the_same_number_is_spared() -> None:
    parent, child = start("not-in-its-command-line")
    parent.kill()
    parent.wait()
    try:
        assert not ended(child, 0.5)
    finally:
        os.kill(child, signal.SIGKILL)


def test_the_child_is_left_alone_when_all_goes_well() -> None:
    child = subprocess.Popen(["/bin/sleep", "60"])
    with leash(child.pid, Path("60")):
        pass
    assert child.poll() is None
    child.kill()
    child.wait()
