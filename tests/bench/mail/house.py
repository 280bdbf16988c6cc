"""Ours: the bridge, the reader of letters and ten accounts, in one process.

`python -m … FOLDER PAPERS IMAP SMTP URL`
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bots.engine.answering import Answering
from bots.engine.service import Post, Service
from bots.mailbox.bot import MailboxBot
from bots.mailbox.house import House
from bots.mailbox.rooms import wake_to_open
from bridges.mssante.embedded.signed_list import SIGNER
from bridges.mssante.pace import Pace
from bridges.mssante.service import MailService, MailSurroundings
from care.dispatches.watching import DispatchWatcher
from care.identity.reason import Environment
from care.letters.reader import LetterReader
from care.mail.mailboxes import Mailboxes
from care.matrix.disk import AccountFiles
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.logs import setup_logs
from care.runtime.mail_settings import WhiteListSource
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from care.runtime.worker import Worker
from deploy.mail import NobodyLoggedIn
from deploy.schema import SCHEMA
from tests.bench.mail.common import KEEPER, seats, settings_of
from tests.real.mail.reading_process import Everybody


async def _run(folder: Path, papers: Path, imap: int, smtp: int, url: str) -> None:
    database = Database(sqlite_url(folder / "service.db"))
    SCHEMA.create_all(database.engine)
    units, worker = Units(database, KeyRing({1: bytes(range(32))}), SystemClock()), Worker(database)
    trusted = Everybody()
    source = WhiteListSource(
        file=papers / "list.xml", anchors_file=papers / "authority.pem", signer=SIGNER
    )
    around = MailSurroundings(
        folder=folder,
        state=folder / "state",
        units=units,
        worker=worker,
        reader=LetterReader(Mailboxes(seats()), KEEPER, trusted, Environment.TEST),
        watchers=(DispatchWatcher(),),
        tokens=NobodyLoggedIn(),
        pace=Pace(look=0.2, doubt=timedelta(minutes=10)),
    )
    mail = MailService(settings_of(papers, imap, smtp), source, around)
    posts = []
    for seat in seats():
        name = seat.account[1:].partition(":")[0]
        files = AccountFiles(folder / name / "secrets", folder / name / "state")
        house = House(seat, KEEPER, trusted, environment=Environment.TEST)
        posts.append(Post(seat.account, files, Answering(seat.account, MailboxBot(house))))
        with units.unit(f"rooms {name}") as work:
            wake_to_open(work, seat.account)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(Service(url, posts, units, worker).run())
        tasks.create_task(mail.run())


if __name__ == "__main__":
    setup_logs()
    asyncio.run(
        _run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    )
