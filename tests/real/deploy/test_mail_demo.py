"""The demonstration's mail, from a plain mail program to an encrypted conversation."""

from __future__ import annotations

import asyncio
import imaplib
import smtplib
import ssl
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from care.standards.mdn.reading import read_reading_receipt
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.parser import parse_mail
from deploy.demo.circle import demo_patient
from deploy.demo.correspondents import LABORATORY, PRACTICE
from deploy.demo.laboratory import write_result_mail
from tests.real.deploy.demo_process import DemoProcess
from tests.real.mail.bridge import letter

pytestmark = pytest.mark.real
ALICE = "alice.fictif"


def mailbox(contract: dict[str, Any], address: str) -> dict[str, Any]:
    """What `demo.json` says of a mailbox."""
    found: dict[str, Any] = next(
        one for one in contract["mail"]["mailboxes"] if one["address"] == address
    )
    return found


def submit(contract: dict[str, Any], source: bytes, *, secured: bool) -> None:
    """From the laboratory to the practice, with the standard library alone."""
    server, login = contract["mail"]["smtp"], mailbox(contract, LABORATORY)
    with smtplib.SMTP(server["host"], server["port"]) as smtp:
        if secured:
            smtp.starttls(context=ssl.create_default_context(cafile=contract["mail_authority"]))
        smtp.login(login["address"], login["password"])
        smtp.sendmail(LABORATORY, [PRACTICE], source)


def received(contract: dict[str, Any], address: str) -> list[bytes]:
    """The mails of a mailbox."""
    server, login = contract["mail"]["imap"], mailbox(contract, address)
    with imaplib.IMAP4(server["host"], server["port"]) as imap:
        imap.login(login["address"], login["password"])
        imap.select("INBOX", readonly=True)
        return [
            bytes(part[1])
            for uid in imap.uid("SEARCH", "ALL")[1][0].split()
            for part in imap.uid("FETCH", uid.decode(), "(BODY.PEEK[])")[1]
            if isinstance(part, tuple)
        ]


async def test_mails_of_any_program_are_read_in_encrypted_rooms(demo: DemoProcess) -> None:
    contract = demo.contract
    room = mailbox(contract, PRACTICE)["room_id"]
    assert room
    assert mailbox(contract, LABORATORY)["room_id"] is None
    async with demo.person(ALICE) as client:
        subject = "Question de planning"
        plain = letter(subject, sender=LABORATORY, to=PRACTICE, body="Jeudi vous convient-il ?\r\n")
        await asyncio.to_thread(submit, contract, plain, secured=True)
        shown = await client.wait_for(
            lambda m: m.room_id == room and subject in m.text, seconds=120
        )
        assert "Jeudi vous convient-il" in shown.text
        again = datetime.now(UTC) + timedelta(minutes=1)
        sender, to = Mailbox(LABORATORY, "Laboratoire de l’Exemple"), Mailbox(PRACTICE)
        result = write_result_mail(demo_patient(), sender, to, again)
        await asyncio.to_thread(submit, contract, result, secured=False)
        card = await client.wait_for(
            lambda m: m.room_id != room and "98" in m.text and "CRP" in m.text, seconds=120
        )
        assert "mg/L" in card.text
        # The laboratory asked for a receipt: it is told that its results were taken in.
        wanted = parse_mail(result).message_id
        receipts: list[str] = []
        while wanted not in receipts:
            mails = await asyncio.to_thread(received, contract, LABORATORY)
            reports = [parse_mail(one) for one in mails]
            receipts = [
                read_reading_receipt(one).message_id
                for one in reports
                if one.report_type == "disposition-notification"
            ]
            await asyncio.sleep(0.2)
        # Everything that follows a receipt goes on.
        for subject in ("Une suite", "Encore une"):
            more = letter(subject, sender=LABORATORY, to=PRACTICE, body="Bien reçu.\r\n")
            await asyncio.to_thread(submit, contract, more, secured=True)
            await client.wait_for(
                lambda m, told=subject: m.room_id == room and told in m.text, seconds=120
            )
