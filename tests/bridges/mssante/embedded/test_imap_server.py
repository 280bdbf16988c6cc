"""The mailboxes in memory, as the standard library's own IMAP client sees them."""

from __future__ import annotations

import asyncio

from bridges.mssante.embedded.imap_server import certificate_addresses
from tests.real.mail.bridge import letter
from tests.real.mail.operators import PRACTICE, EmbeddedOperator, _program

US = PRACTICE.address


async def test_keywords_are_kept_from_one_program_to_the_next(embedded: EmbeddedOperator) -> None:
    await embedded.deliver(US, letter("un"))

    def store() -> None:
        with _program(embedded, PRACTICE) as imap:
            imap.select("INBOX")
            assert imap.store("1", "+FLAGS", "($Mot)")[0] == "OK"

    def search() -> bytes:
        with _program(embedded, PRACTICE) as imap:
            imap.select("INBOX")
            return bytes(imap.search(None, "KEYWORD", "$Mot")[1][0])

    await asyncio.to_thread(store)
    assert await asyncio.to_thread(search) == b"1"


def test_a_certificate_names_its_mailboxes() -> None:
    certificate = {"subjectAltName": (("DNS", "x"), ("email", US))}
    assert certificate_addresses(certificate) == [US]
    assert certificate_addresses(None) == []
