"""A real town between two real operators: what goes wrong, when mail arrives and when it leaves.

Dovecot and a Postfix are ours; another Postfix is that of the laboratory, the radiologist, the
patient and some colleagues. What they write passes from operator to operator, over TLS with
certificates on both sides.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import func, select

from bridges.mssante.embedded.imap_server import LocalMailbox
from care.audit.store import load_batch, read_line
from care.letters.model import Letter
from care.letters.store import load_letter
from care.mail.tables import OUTBOX
from care.runtime.mail_settings import MailboxAuth
from care.runtime.memory import recall, remember
from care.standards.mdn.model import ReadingReceipt
from care.standards.mdn.reading import read_reading_receipt
from care.standards.rfc5322.model import Mail
from tests.care.dispatches.territory import BOX_ALICE
from tests.care.letters.scene import BOX
from tests.real.circles.town import Person
from tests.real.mail import sending_town
from tests.real.mail.operators import RealOperator, two_real_operators
from tests.real.mail.receiving_town import LABORATORY, PRACTICE, practice
from tests.real.mail.sending_town import (
    DOCTOR,
    NURSE,
    PATIENT,
    RADIOLOGIST,
    SendingTown,
    fill_directory,
)
from tests.real.mail.town import PATIENCE, Served, running_mail_town

#: Whose software answers with this error.
COLLEAGUES = {
    code: LocalMailbox(f"service-{code}@ch.mssante.example", "motdepasse")
    for code in range(900, 907)
}
OURS = [PRACTICE, DOCTOR, NURSE]
THEIRS = [LABORATORY, RADIOLOGIST, PATIENT, *COLLEAGUES.values()]
#: The doctor's mailbox opens while she is logged in; the practice has a password.
ALICE = replace(sending_town.ALICE, auth=MailboxAuth.PRO_SANTE_CONNECT)
TEAM = practice("alice", "paul")


class TwoWayTown(SendingTown):
    """Mails come from the other operator, and leave for it."""

    operator: RealOperator

    def letters(self, mailbox: str = BOX) -> list[Letter]:
        """Every letter of a mailbox, in order."""
        with self.units.database.begin() as connection:
            found = (load_letter(connection, self.units.keys, number) for number in range(1, 200))
            return [one for one in found if one is not None and one.mailbox == mailbox]

    def letter(self, number: int) -> Letter:
        """A letter as it stands now."""
        with self.units.database.begin() as connection:
            found = load_letter(connection, self.units.keys, number)
        assert found is not None
        return found

    async def submits(
        self, by: LocalMailbox, to: str, source: bytes, return_path: str | None = None
    ) -> None:
        """Somebody hands a mail to their own operator."""
        await asyncio.to_thread(self.operator.submit_now, by, [to], source, return_path)

    async def takes_in(self, source: bytes, to: str = BOX) -> Letter:
        """The laboratory writes; the letter that it becomes here."""
        before = len(self.letters(to))
        await self.submits(LABORATORY, to, source)
        await until(lambda: len(self.letters(to)) > before)
        return self.letters(to)[before]

    def receipts(self, message_id: str) -> list[tuple[Mail, ReadingReceipt]]:
        """What the laboratory was told of one of its mails."""
        told = [(one, read_reading_receipt(one)) for one in self.mails(LABORATORY)
                if one.report_type == "disposition-notification"]  # fmt: skip
        return [one for one in told if one[1].message_id == message_id]

    async def receipt(self, message_id: str) -> tuple[Mail, ReadingReceipt]:
        """The one thing that it was told, once it was."""
        await until(lambda: bool(self.receipts(message_id)))
        (found,) = self.receipts(message_id)
        return found

    def acts(self, number: int) -> list[str]:
        """What the trail says was done to a letter."""
        keys = self.units.keys
        with self.units.database.begin() as connection:
            entries = [read_line(keys, row).entry for row in load_batch(connection, 0)]
        about = [one for one in entries if one and one.act.startswith("letter.")]
        return [one.act for one in about if one.details["number"] == number]

    def place(self) -> str:
        """How far Liaison has listened."""
        with self.units.database.begin() as connection:
            return recall(connection, self.town.liaison, "sync_token") or ""

    async def dies_and_hears_again(self, place: str) -> None:
        """The assistants stop wherever they are, and hear again all that was said since."""
        await self.stop_bots()
        with self.units.unit(f"again {place}") as work:
            remember(work.connection, self.town.liaison, "sync_token", place)
        await self.start_bots()

    def queued(self) -> int:
        """How many mails were ever to leave."""
        with self.units.database.begin() as connection:
            return connection.execute(select(func.count()).select_from(OUTBOX)).scalar_one()

    def log_out(self) -> None:
        """The doctor's session is over."""
        self.operator.take_token(self.tokens.known.pop(BOX_ALICE))

    def log_in(self, token: str) -> None:
        """The doctor's session with Pro Santé Connect is open."""
        self.operator.give_token(token, BOX_ALICE)
        self.tokens.known[BOX_ALICE] = token


@dataclass
class Stage:
    """The town, those who play, and the rooms that they are in."""

    town: TwoWayTown
    people: list[Person]


async def until(is_so: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something is so; it is looked at in a thread."""
    async with asyncio.timeout(seconds):
        while not await asyncio.to_thread(is_so):
            await asyncio.sleep(0.1)


@asynccontextmanager
async def running_two_way_town(
    folder: Path, limits: tuple[int, int], served: Sequence[Served], *names: str
) -> AsyncIterator[Stage]:
    """Everything runs during the block; `limits` are those of our operator and of theirs."""
    operating = two_real_operators(folder / "papers", OURS, THEIRS, limits)

    def fill(town: TwoWayTown) -> None:
        fill_directory(town)
        town.log_in("jeton")

    async with (
        running_mail_town(TwoWayTown, folder, served, [*OURS, *THEIRS], operating, fill) as town,
        town.town.people(*names) as people,
    ):
        yield Stage(town, people)
