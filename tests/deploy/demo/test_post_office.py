"""The demonstration's operator answers any mail program, secured or in clear."""

from __future__ import annotations

import asyncio
import imaplib
import smtplib
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bridges.mssante.embedded.imap_server import LocalMailbox
from deploy.demo.correspondents import LABORATORY, PRACTICE
from deploy.demo.ports import Ports
from deploy.demo.post_office import running_operator, send_result
from tests.ports import free_ports
from tests.real.mail.bridge import letter

NOW = datetime.now(UTC)


def write(port: int, login: LocalMailbox | None, authority: Path | None, subject: str) -> None:
    """As the standard library does it."""
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        if authority is not None:
            smtp.starttls(context=ssl.create_default_context(cafile=str(authority)))
        if login is not None:
            smtp.login(login.address, login.password)
        smtp.sendmail(LABORATORY, [PRACTICE], letter(subject, sender=LABORATORY, to=PRACTICE))


def read(port: int, login: LocalMailbox, authority: Path | None) -> int:
    """How many mails there are."""
    with imaplib.IMAP4("127.0.0.1", port) as imap:
        if authority is not None:
            imap.starttls(ssl.create_default_context(cafile=str(authority)))
        imap.login(login.address, login.password)
        return int(imap.select("INBOX", readonly=True)[1][0] or 0)


async def test_whoever_comes_with_whatever_program_is_served(tmp_path: Path) -> None:
    ports = Ports(free_ports(5))
    async with running_operator(tmp_path, ports, NOW) as (_, mailboxes):
        practice, laboratory = mailboxes[:2]
        authority = tmp_path / "authority.pem"
        for number, (login, secured) in enumerate(
            [(laboratory, authority), (laboratory, None), (None, None), (None, authority)], start=1
        ):
            await asyncio.to_thread(write, ports.smtp, login, secured, f"courrier {number}")
            assert await asyncio.to_thread(read, ports.imap, practice, secured) == number
        stranger = LocalMailbox(PRACTICE, "faux")
        with pytest.raises(imaplib.IMAP4.error):
            await asyncio.to_thread(read, ports.imap, stranger, None)


async def test_the_result_is_the_same_at_each_start(tmp_path: Path) -> None:
    ports = Ports(free_ports(5))
    for _ in range(2):
        async with running_operator(tmp_path, ports, NOW) as (office, mailboxes):
            await send_result(office, tmp_path, datetime.now(UTC))
            assert await asyncio.to_thread(read, ports.imap, mailboxes[0], None) == 1
            kept = (tmp_path / "result.eml").read_bytes()
    assert (tmp_path / "result.eml").read_bytes() == kept
