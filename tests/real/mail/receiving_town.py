"""A real town that receives national mail: a practice, and a laboratory that writes to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bridges.mssante.embedded.imap_server import LocalMailbox
from care.circles.model import Circle, Newcomer
from care.circles.opening import Subject
from care.consent.model import Ground
from care.standards.mdn.model import ReadingReceipt
from care.standards.mdn.reading import read_reading_receipt
from tests.care.letters.scene import BOX, LABO, Paper, qualified, send_papers
from tests.real.mail.operators import embedded_operator
from tests.real.mail.town import MailTown, Served, running_mail_town

PRACTICE, LABORATORY = LocalMailbox(BOX, "motdepasse-du-cabinet"), LocalMailbox(LABO, "motdepasse")
EVERYBODY = [PRACTICE, LABORATORY]


class ReceivingTown(MailTown):
    """Mails come to the practice."""

    def open_circle(self, *people: str) -> Circle:
        """The circle of Jeanne, whose identity a hospital's software has qualified."""
        members = [Newcomer(self.user(one), Ground.CHOSEN_BY_PATIENT) for one in people]
        return self.surround(Subject(None, qualified()), people[0], members)

    async def gets(self, source: bytes) -> None:
        """A mail is handed to the mailbox of the practice by another operator."""
        await self.operator.deliver(BOX, source)

    async def sends(self, *papers: Paper, **more: object) -> None:
        """The laboratory sends documents."""
        await self.gets(send_papers(*papers, **more))

    async def receipts(self, count: int) -> list[ReadingReceipt]:
        """What the laboratory was told, once it was told so often."""
        return [read_reading_receipt(one) for one in await self.receives(LABORATORY, count)]


def practice(*team: str) -> Served:
    """The practice, with its rooms."""
    return Served(PRACTICE, "Cabinet Fictif", team, localpart="cabinet")


@asynccontextmanager
async def running_receiving_town(folder: Path, *team: str) -> AsyncIterator[ReceivingTown]:
    """Everything runs during the block; `team` sits in the rooms of the mailbox."""
    operating = embedded_operator(folder / "papers", EVERYBODY)
    async with running_mail_town(
        ReceivingTown, folder, [practice(*team)], EVERYBODY, operating
    ) as town:
        yield town
