"""The demonstration's mail operator, and the letter that its laboratory sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bridges.mssante.embedded.arrangement import Arrangement, arrange
from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.embedded.post_office import PostOffice, running_post_office
from care.runtime.mail_settings import MailboxKind
from care.standards.rfc5322.addresses import Mailbox
from deploy.demo.circle import demo_patient
from deploy.demo.correspondents import LABORATORY, PRACTICE, open_mailboxes
from deploy.demo.laboratory import write_result_mail
from deploy.demo.ports import Ports
from deploy.words import say

_RESULT = "result.eml"


@asynccontextmanager
async def running_operator(
    folder: Path, ports: Ports, now: datetime
) -> AsyncIterator[tuple[PostOffice, list[LocalMailbox]]]:
    """It answers during the block, in clear too: whatever mail program is at hand may try it.

    Its authority, its white list and the passwords are in `folder`.
    """
    arranged, mailboxes = await asyncio.to_thread(_prepare, folder, ports, now)
    async with running_post_office(
        arranged.authority,
        arranged.server,
        mailboxes,
        imap_port=ports.imap,
        smtp_port=ports.smtp,
        is_lenient=True,
    ) as office:
        yield office, mailboxes


async def send_result(office: PostOffice, folder: Path, now: datetime) -> None:
    """The laboratory's letter arrives: the same at each start, so that it is filed once."""
    await office.deliver(PRACTICE, await asyncio.to_thread(_result, folder / _RESULT, now))


def _prepare(folder: Path, ports: Ports, now: datetime) -> tuple[Arrangement, list[LocalMailbox]]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    mailboxes = open_mailboxes(folder)
    served = {PRACTICE: MailboxKind.ORGANISATION}
    arranged = arrange(folder, now, mailboxes, served, imap_port=ports.imap, smtp_port=ports.smtp)
    return arranged, mailboxes


def _result(path: Path, now: datetime) -> bytes:
    if not path.exists():
        sender = Mailbox(LABORATORY, say("demo-laboratory"))
        to = Mailbox(PRACTICE, say("demo-practice"))
        path.write_bytes(write_result_mail(demo_patient(), sender, to, now))
    return path.read_bytes()
