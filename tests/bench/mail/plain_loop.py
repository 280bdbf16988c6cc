"""The floor: a loop that looks into each mailbox in turn, parses each mail and sends it at once.

It keeps nothing: what it has fetched when it dies is lost or sent twice. `python -m … PAPERS IMAP
URL ACCOUNT DEVICE TOKEN ROOM…`
"""

from __future__ import annotations

import asyncio
import imaplib
import ssl
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from care.matrix.model import Credentials
from tests.bench.lean.client import LeanClient
from tests.bench.mail.common import BOXES, READER


def _open(papers: Path, port: int) -> list[imaplib.IMAP4]:
    context = ssl.create_default_context(cafile=str(papers / "authority.pem"))
    doors = []
    for box in BOXES:
        imap = imaplib.IMAP4("127.0.0.1", port)
        imap.starttls(context)
        imap.login(box.address, box.password)
        imap.select("INBOX")
        doors.append(imap)
    return doors


def _fetch(imap: imaplib.IMAP4) -> Iterator[bytes]:
    imap.noop()
    for number in imap.search(None, "UNSEEN")[1][0].split():
        for part in imap.fetch(number.decode(), "(RFC822)")[1]:
            if isinstance(part, tuple):
                yield part[1]


async def _run(papers: Path, port: int, url: str, who: Credentials, rooms: list[str]) -> None:
    doors = _open(papers, port)
    async with LeanClient(url, who) as client:
        for room in rooms:
            await client.share(room, [READER])
        while True:
            for imap, room in zip(doors, rooms, strict=True):
                for source in await asyncio.to_thread(lambda imap=imap: list(_fetch(imap))):
                    mail = message_from_bytes(source, policy=default)
                    assert isinstance(mail, EmailMessage)
                    body = mail.get_body(("plain",))
                    words = body.get_content() if body else ""
                    await client.say(room, f"{mail['from']}\n{mail['subject']}\n{words}")


if __name__ == "__main__":
    folder, imap_port, address, user_id, device_id, token, *rooms = sys.argv[1:]
    who = Credentials(user_id, device_id, token)
    asyncio.run(_run(Path(folder), int(imap_port), address, who, rooms))
