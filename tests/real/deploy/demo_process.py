"""`cercle demo` as another program starts it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from care.matrix.disk import AccountFiles
from care.matrix.person import PersonClient
from care.runtime.secrets import write_secret
from tests.ports import free_ports

ROOT = Path(__file__).resolve().parents[3]
CERCLE = (sys.executable, "-c", "from deploy.cli import main; main()")


@dataclass
class DemoProcess:
    """One run of the command. `output` is where it writes."""

    process: subprocess.Popen[bytes]
    state: Path
    port_base: int
    output: Path

    @property
    def contract(self) -> dict[str, Any]:
        """What `demo.json` says now."""
        content: dict[str, Any] = json.loads((self.state / "demo.json").read_text("utf-8"))
        return content

    def person(self, localpart: str) -> PersonClient:
        """The client of one of its accounts, always the same device."""
        accounts = self.contract["accounts"]
        account = next(one for one in accounts if one["user_id"].startswith(f"@{localpart}:"))
        folder = self.state.parent / f"{self.state.name}-people" / localpart
        files = AccountFiles(folder / "secrets", folder / "state")
        if not files.password.exists():
            write_secret(files.password, account["password"])
        return PersonClient(self.contract["homeserver"]["url"], account["user_id"], files)

    @property
    def text(self) -> str:
        """What was printed so far."""
        return self.output.read_text(encoding="utf-8")

    def wait_ready(self, seconds: float = 240) -> None:
        """Until `demo.json` is there."""
        self.wait_until((self.state / "demo.json").exists, seconds)

    def wait_for_text(self, words: str, seconds: float = 240) -> None:
        """Until `words` were printed."""
        self.wait_until(lambda: words in self.text, seconds)

    def wait_until(self, happened: Any, seconds: float) -> None:
        """Until `happened()`; fails with what was printed."""
        deadline = time.monotonic() + seconds
        while not happened():
            assert self.process.poll() is None, self.text
            assert time.monotonic() < deadline, self.text
            time.sleep(0.05)

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal; the exit code."""
        self.process.send_signal(sign)
        return self.process.wait(90)


def start(state: Path, port_base: int, *options: str) -> DemoProcess:
    """Start the command; it may not be ready."""
    output = state.with_name(f"{state.name}-{time.monotonic_ns()}.txt")
    with output.open("wb") as written:
        process = subprocess.Popen(
            [*CERCLE, "demo", "--state", state, "--port-base", str(port_base), *options],
            cwd=ROOT,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return DemoProcess(process, state, port_base, output)


@contextmanager
def running(state: Path, *options: str) -> Iterator[DemoProcess]:
    """A demonstration that answers, stopped at the end of the block."""
    demo = start(state, free_ports(5), "--headless", *options)
    try:
        demo.wait_ready()
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.stop()
