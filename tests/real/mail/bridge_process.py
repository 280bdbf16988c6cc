"""A bridge in a process of its own, to be killed."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from care.runtime.logs import setup_logs
from tests.real.mail.bridge import open_bridge, running
from tests.real.mail.operators import Operator


def start_bridge(operator: Operator, folder: Path) -> subprocess.Popen[bytes]:
    """The process; its log is in `folder`."""
    ports = [str(operator.imap_port), str(operator.smtp_port)]
    command = [sys.executable, "-m", "tests.real.mail.bridge_process", str(folder)]
    with (folder / "bridge.log").open("ab") as log:
        return subprocess.Popen(
            [*command, str(operator.papers.authority.file), *ports],
            stderr=log,
            stdout=log,
            cwd=Path(__file__).parents[3],
        )


def kill(process: subprocess.Popen[bytes]) -> None:
    """As a power cut would."""
    process.send_signal(signal.SIGKILL)
    process.wait(90)


async def _run(folder: str, authority: str, imap: str, smtp: str) -> None:
    papers: Any = SimpleNamespace(authority=SimpleNamespace(file=Path(authority)))
    doors: Any = SimpleNamespace(papers=papers, imap_port=int(imap), smtp_port=int(smtp))
    async with running(open_bridge(doors, Path(folder))):
        await asyncio.Event().wait()


if __name__ == "__main__":
    setup_logs()
    asyncio.run(_run(*sys.argv[1:]))
