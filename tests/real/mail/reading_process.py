"""The bridge with the reader of letters, in a process of its own: to be killed, and weighed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from care.dispatches.watching import DispatchWatcher
from care.identity.reason import Environment
from care.letters.reader import LetterReader
from care.mail.mailboxes import Mailboxes
from care.runtime.database import METADATA
from care.runtime.logs import setup_logs
from deploy import schema
from tests.care.letters.scene import LIAISON, SEAT
from tests.real.mail.bridge import Bridge, open_bridge, running
from tests.real.mail.operators import Operator

assert schema.SCHEMA is METADATA


class Everybody:
    """The white list is asked by the bridge before us."""

    is_ready = True

    def is_trusted(self, address: str) -> bool:
        return not address.endswith("@ailleurs.example")


def open_reading_bridge(operator: Operator, folder: Path) -> Bridge:
    """A bridge whose mails become letters of the practice; its database has every table."""
    reader = LetterReader(Mailboxes([SEAT]), LIAISON, Everybody(), Environment.TEST)
    bridge = open_bridge(operator, folder, reader=reader, watchers=(DispatchWatcher(),))
    METADATA.create_all(bridge.database.engine)
    return bridge


def start_reading(operator: Operator, folder: Path) -> subprocess.Popen[bytes]:
    """The process; its log is in `folder`."""
    told = [str(operator.papers.authority.file), str(operator.imap_port), str(operator.smtp_port)]
    command = [sys.executable, "-m", "tests.real.mail.reading_process", str(folder), *told]
    with (folder / "reading.log").open("ab") as log:
        return subprocess.Popen(command, stderr=log, stdout=log, cwd=Path(__file__).parents[3])


def peak_megabytes(process: subprocess.Popen[bytes]) -> float:
    """The most memory that the process has held."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


async def _run(folder: str, authority: str, imap: str, smtp: str) -> None:
    papers: Any = SimpleNamespace(authority=SimpleNamespace(file=Path(authority)))
    doors: Any = SimpleNamespace(papers=papers, imap_port=int(imap), smtp_port=int(smtp))
    async with running(open_reading_bridge(doors, Path(folder))):
        await asyncio.Event().wait()


if __name__ == "__main__":
    setup_logs()
    asyncio.run(_run(*sys.argv[1:]))
