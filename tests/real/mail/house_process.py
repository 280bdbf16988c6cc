"""A mailbox from its IMAP server to its encrypted room, in one process that can be killed.

`python -m … FOLDER AUTHORITY IMAP SMTP URL`
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bots.engine.answering import Answering
from bots.engine.service import Post, Service
from bots.mailbox.bot import MailboxBot
from bots.mailbox.house import House
from bots.mailbox.rooms import wake_to_open
from care.identity.reason import Environment
from care.matrix.disk import AccountFiles
from care.runtime.logs import setup_logs
from care.runtime.worker import Worker
from tests.care.circles.hamlet import ALICE
from tests.care.letters.scene import LIAISON, SEAT
from tests.real.mail.bridge import running
from tests.real.mail.operators import Operator
from tests.real.mail.reading_process import Everybody, open_reading_bridge

FILES = "boite"


def start_house(operator: Operator, folder: Path, url: str) -> subprocess.Popen[bytes]:
    """The process; its log is in `folder`."""
    told = [str(operator.papers.authority.file), str(operator.imap_port), str(operator.smtp_port)]
    command = [sys.executable, "-m", "tests.real.mail.house_process", str(folder), *told, url]
    with (folder / "house.log").open("ab") as log:
        return subprocess.Popen(command, stderr=log, stdout=log, cwd=Path(__file__).parents[3])


async def _run(folder: Path, authority: str, imap: str, smtp: str, url: str) -> None:
    papers: Any = SimpleNamespace(authority=SimpleNamespace(file=Path(authority)))
    doors: Any = SimpleNamespace(papers=papers, imap_port=int(imap), smtp_port=int(smtp))
    bridge = open_reading_bridge(doors, folder)
    house = House(replace(SEAT, team=(ALICE,)), LIAISON, Everybody(), environment=Environment.TEST)
    files = AccountFiles(folder / FILES / "secrets", folder / FILES / "state")
    post = Post(SEAT.account, files, Answering(SEAT.account, MailboxBot(house)))
    service = Service(url, [post], bridge.units, Worker(bridge.database))
    with bridge.units.unit("rooms") as work:
        wake_to_open(work, SEAT.account)
    async with running(bridge):
        await service.run()


if __name__ == "__main__":
    setup_logs()
    asyncio.run(_run(Path(sys.argv[1]), *sys.argv[2:]))
