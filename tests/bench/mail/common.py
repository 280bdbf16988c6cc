"""Ten mailboxes of one operator, and who reads what comes to them."""

from __future__ import annotations

import re
import time
from pathlib import Path

from bridges.mssante.embedded.imap_server import LocalMailbox
from care.mail.mailboxes import MailboxSeat
from care.matrix.http import path
from care.matrix.model import Credentials
from care.runtime.mail_settings import Mailbox, MailboxAuth, MailboxKind
from tests.bench.lean.client import LeanClient
from tests.bench.lean.device import Json

READER, KEEPER = "@alice:test", "@liaison:test"
LABORATORY = "labo@biologie.mssante.example"
BOXES = [
    LocalMailbox(f"boite{number}@cpts.mssante.example", f"motdepasse-{number}")
    for number in range(10)
]
SUBJECT = re.compile(r"courrier-\d+")


class Reading(LeanClient):
    """Notes when each mail could be read; accepts every invitation when asked to."""

    def __init__(self, url: str, credentials: Credentials) -> None:
        super().__init__(url, credentials)
        self.seen: dict[str, float] = {}

    def _take_event(self, room_id: str, event: Json) -> None:
        if event["type"] == "m.room.encrypted":
            clear = self.keys.decrypt(event["content"])
            if clear is not None:
                for name in SUBJECT.findall(str(clear["content"].get("body"))):
                    self.seen.setdefault(name, time.perf_counter())
                return
        super()._take_event(room_id, event)

    async def accept(self) -> int:
        """Join wherever we are invited; how many rooms we are in then."""
        answer = await self.http.request("GET", path("sync"), query={"timeout": "0"})
        for room_id in answer.get("rooms", {}).get("invite", {}):
            await self.http.request("POST", path("rooms", room_id, "join"), {})
        joined = await self.http.request("GET", path("joined_rooms"))
        return len(joined["joined_rooms"])


def settings_of(folder: Path, imap_port: int, smtp_port: int) -> tuple[Mailbox, ...]:
    """The ten as `territory.toml` would have them; `folder` is what the operator arranged."""
    return tuple(
        Mailbox(
            address=one.address,
            kind=MailboxKind.ORGANISATION,
            auth=MailboxAuth.PASSWORD,
            imap_host="127.0.0.1",
            imap_port=imap_port,
            smtp_host="127.0.0.1",
            smtp_port=smtp_port,
            ca_file=folder / "authority.pem",
            password_file=folder / f"{one.address}.password",
        )
        for one in BOXES
    )


def seats() -> tuple[MailboxSeat, ...]:
    """Their accounts."""
    return tuple(
        MailboxSeat(one.address, f"@boite{rank}:test", f"Boite {rank}", (READER,))
        for rank, one in enumerate(BOXES)
    )
