"""What a mail operator holds, looked at while the bridge works on it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bridges.mssante.embedded.imap_server import LocalMailbox
from bridges.mssante.headers import ATTEMPT
from care.mail.headers import header_values
from tests.real.mail.operators import Operator, flags_in, look_into


async def flags_of(operator: Operator, mailbox: LocalMailbox) -> list[set[str]]:
    """The flags of each mail in the inbox."""
    return await asyncio.to_thread(flags_in, operator, mailbox)


async def subjects_in(operator: Operator, mailbox: LocalMailbox) -> list[str]:
    """What the inbox holds."""
    inbox = await asyncio.to_thread(look_into, operator, mailbox)
    return [subject for one in inbox for subject in header_values(one, "subject")]


async def ours_in(operator: Operator, mailbox: LocalMailbox) -> list[bytes]:
    """The copies of our own mails that the inbox holds."""
    inbox = await asyncio.to_thread(look_into, operator, mailbox)
    return [one for one in inbox if header_values(one, ATTEMPT)]


async def received(operator: Operator, mailbox: LocalMailbox, folder: str = "INBOX") -> list[bytes]:
    """The mails of a folder, once there are any."""
    async with asyncio.timeout(90):
        while not (mails := await asyncio.to_thread(look_into, operator, mailbox, folder)):
            await asyncio.sleep(0.1)
    return mails


def is_connected(port: int) -> bool:
    """Whether somebody holds a connection to this port of our machine."""
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    found = (line.split()[2:4] for line in lines)
    return any(there.endswith(f":{port:04X}") and state == "01" for there, state in found)
