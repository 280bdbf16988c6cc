"""A real town that writes by national mail: a doctor, a nurse, and those whom they write to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bridges.mssante.embedded.imap_server import LocalMailbox
from care.accounts.store import load_accounts, save_account
from care.circles.model import Circle, Newcomer, Role
from care.circles.opening import Subject
from care.consent.model import Ground
from care.identity.patient import PatientIdentity
from care.runtime.mail_settings import MailboxKind
from care.runtime.outgoing import Address, Say, SendFile
from care.standards.cda.model import CdaDocument
from care.standards.cda.reader import read_cda
from care.standards.mdn.model import Disposition
from care.standards.mdn.writing import OutgoingReceipt, compose_receipt
from care.standards.pdf.conformity import is_pdfa
from care.standards.rfc5322.addresses import Mailbox as Named
from care.standards.rfc5322.composer import OutgoingMail
from care.standards.rfc5322.model import Mail
from care.standards.xdm.reader import read_xdm
from tests.care.dispatches import territory
from tests.care.dispatches.territory import BOX_ALICE, BOX_IDA, BOX_RAD_2, PATIENT_BOX
from tests.real.circles.town import Person
from tests.real.mail.operators import embedded_operator
from tests.real.mail.town import MailTown, Served, running_mail_town

RADIOLOGIST = LocalMailbox(BOX_RAD_2, "motdepasse-du-radiologue")
DOCTOR, NURSE = LocalMailbox(BOX_ALICE, "motdepasse-alice"), LocalMailbox(BOX_IDA, "motdepasse-ida")
PATIENT = LocalMailbox(PATIENT_BOX, "motdepasse-de-la-patiente")
EVERYBODY = [RADIOLOGIST, DOCTOR, NURSE, PATIENT]
#: Alice's mailbox has rooms; that of Ida has none here.
ALICE = Served(DOCTOR, "Dr Alice FICTIF", ("alice",), MailboxKind.PERSONAL, "boite")
IDA = Served(NURSE, "Ida SOIGNE", ("ida",), MailboxKind.PERSONAL)
_RPPS = {"alice": "10199900373", "paul": "10199901488", "ida": "10199901850"}


class SendingTown(MailTown):
    """Mails leave for the radiologist, the patient, each other."""

    async def answers(self, mail: Mail, by: LocalMailbox, to: str, code: int | None = None) -> None:
        """The software of a recipient answers by a receipt: taken in, or not."""
        await self.operator.deliver(to, receipt_for(mail, by, to, code))

    def open_circle(self, identity: PatientIdentity) -> Circle:
        """The circle of Jeanne, told by a hospital's software."""
        ground = Ground.CHOSEN_BY_PATIENT
        return self.surround(Subject(None, identity), "alice", [
            Newcomer(self.user("alice"), ground, Role.TREATING_DOCTOR),
            Newcomer(self.user("ida"), ground),
        ])  # fmt: skip


def receipt_for(mail: Mail, by: LocalMailbox, to: str, code: int | None = None) -> bytes:
    """The receipt of a recipient's software for `mail`: taken in, or not."""
    envelope = OutgoingMail(
        f"<mdn-{code}-{mail.message_id}>", datetime.now(UTC), Named(by.address), (Named(to),),
        "Accusé", "Accusé de réception.",
    )  # fmt: skip
    receipt = OutgoingReceipt(
        Disposition.PROCESSED, Named(by.address), "logiciel", code, "INS absent" if code else ""
    )
    return compose_receipt(envelope, receipt, mail)


def document_of(mail: Mail) -> CdaDocument:
    """The document in a mail, without fault; its PDF can be archived and is in the mail too."""
    archive = next(one for one in mail.attachments if one.name == "IHE_XDM.ZIP")
    xdm = read_xdm(archive.content)
    assert xdm.faults == frozenset()
    (declared,) = xdm.documents
    assert declared.faults == frozenset()
    assert declared.file is not None
    document = read_cda(declared.file.content)
    assert document.faults == frozenset()
    assert document.shown is not None
    assert is_pdfa(document.shown.content)
    paper = next(one for one in mail.attachments if one.name.endswith(".pdf"))
    assert paper.content == document.shown.content
    return document


async def sends(person: Person, room: str, *words: str) -> str:
    """Ask for a sending, look at it, let it leave; the preview."""
    for text in words:
        await person.says(text, room)
        preview = await person.hears("Répondez", room)
    await person.says("envoyer", room)
    await person.hears("en attente d’envoi", room)
    return preview


async def shows(
    person: Person,
    room: str,
    name: str,
    media_type: str,
    raw: bytes,
    caption: str = "",
    thread: str | None = None,
) -> None:
    """Post a file in an encrypted room."""
    sending: Any = SendFile(Address(room), name, media_type, raw, caption, thread=thread)
    await person.client._send(sending)


async def writes_in(person: Person, room: str, thread: str, text: str) -> None:
    """Write in a thread."""
    await person.client._send(Say(Address(room), text, thread=thread))


@asynccontextmanager
async def running_sending_town(folder: Path) -> AsyncIterator[SendingTown]:
    """Everything runs during the block."""
    operating = embedded_operator(folder / "papers", EVERYBODY)
    async with running_mail_town(
        SendingTown, folder, [ALICE, IDA], EVERYBODY, operating, fill_directory
    ) as town:
        yield town


def fill_directory(running: MailTown) -> None:
    """The directory, and the numbers of those who have an account."""
    with running.units.unit("directory") as work:
        accounts = load_accounts(work.connection)
        territory.fill_directory(work)
        for account in accounts:
            rpps = _RPPS.get(account.user_id[1:].partition(":")[0])
            save_account(work.connection, replace(account, rpps=rpps))
