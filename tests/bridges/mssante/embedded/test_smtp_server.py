"""Submission in memory, as the standard library's own SMTP client sees it."""

from __future__ import annotations

import asyncio
import smtplib
import ssl

import pytest

from tests.real.mail.bridge import letter
from tests.real.mail.operators import LABORATORY, PRACTICE, EmbeddedOperator, look_into

US = PRACTICE.address


def program(embedded: EmbeddedOperator) -> smtplib.SMTP:
    """A mail program that asked for TLS."""
    smtp = smtplib.SMTP("127.0.0.1", embedded.smtp_port, local_hostname="localhost")
    smtp.starttls(context=ssl.create_default_context(cafile=str(embedded.papers.authority.file)))
    return smtp


async def test_any_mail_program_can_send_and_asks_for_a_notice(embedded: EmbeddedOperator) -> None:
    def send() -> None:
        with program(embedded) as smtp:
            smtp.login(US, PRACTICE.password)
            smtp.sendmail(US, [LABORATORY.address], letter("un"), ["ENVID=abc"], ["NOTIFY=SUCCESS"])

    await asyncio.to_thread(send)
    assert await asyncio.to_thread(look_into, embedded, LABORATORY) == [letter("un")]
    (notice,) = await asyncio.to_thread(look_into, embedded, PRACTICE)
    assert b"Original-Envelope-Id: abc" in notice


@pytest.mark.parametrize("wrong", ["no TLS", "no login", "password", "sender"])
async def test_what_an_operator_refuses_is_refused(embedded: EmbeddedOperator, wrong: str) -> None:
    def send() -> None:
        smtp = smtplib.SMTP("127.0.0.1", embedded.smtp_port)
        if wrong != "no TLS":
            smtp = program(embedded)
        if wrong not in {"no TLS", "no login"}:
            smtp.login(US, "faux" if wrong == "password" else PRACTICE.password)
        sender = LABORATORY.address if wrong == "sender" else US
        smtp.sendmail(sender, [LABORATORY.address], letter("un"))

    with pytest.raises(smtplib.SMTPException):
        await asyncio.to_thread(send)
    assert await asyncio.to_thread(look_into, embedded, LABORATORY) == []
