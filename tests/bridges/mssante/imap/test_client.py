"""What the bridge asks of a mailbox, on the operator in memory and on servers that misbehave."""

from __future__ import annotations

import asyncio

import pytest

from bridges.mssante.imap.client import ImapClient, Server
from bridges.mssante.imap.connection import CommandRefused
from bridges.mssante.sasl import plain
from bridges.mssante.tls import TlsFiles
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble
from tests.bridges.mssante.imap.scripted import answering, listening
from tests.real.mail.bridge import letter
from tests.real.mail.operators import PRACTICE, EmbeddedOperator, look_into

US = PRACTICE.address


async def connect(embedded: EmbeddedOperator, longest: int = 100_000) -> ImapClient:
    """Logged in."""
    return await ImapClient.open(
        Server("127.0.0.1", embedded.imap_port),
        TlsFiles(embedded.papers.authority.file),
        plain(US, PRACTICE.password),
        longest=longest,
        patience=60,
    )


async def test_messages_are_listed_fetched_flagged_and_moved(embedded: EmbeddedOperator) -> None:
    mails = [letter(f"courrier {number}") for number in range(3)]
    for mail in mails:
        await embedded.deliver(US, mail)
    client = await connect(embedded)
    folder = await client.select("INBOX")
    assert folder.keywords
    first, second, third = await client.list_after(0)
    assert [one.size for one in (first, second, third)] == [len(mail) for mail in mails]
    assert await client.list_after(third.uid) == []
    assert await client.fetch(second.uid) == mails[1]
    head = await client.fetch_head(second.uid)
    assert head == mails[1].partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert await client.fetch(9999) is None
    await client.flag([first.uid, 9999], "$CercleTaken")
    await client.move([second.uid], "Sent")
    left = await client.list_after(0)
    assert [one.uid for one in left] == [first.uid, third.uid]
    assert "$cercletaken" in left[0].flags
    assert await asyncio.to_thread(look_into, embedded, PRACTICE, "Sent") == [mails[1]]
    client.close()


async def test_waiting_ends_when_something_comes_and_when_nothing_does(
    embedded: EmbeddedOperator,
) -> None:
    client = await connect(embedded)
    await client.select("INBOX")
    assert client.can_idle
    await client.wait(0.1)
    waiting = asyncio.create_task(client.wait(300))
    await asyncio.sleep(0.1)
    await embedded.deliver(US, letter("enfin"))
    await asyncio.wait_for(waiting, 60)
    assert len(await client.list_after(0)) == 1
    client.close()


async def test_a_server_without_tls_gets_no_word_from_us(embedded: EmbeddedOperator) -> None:
    heard: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK ready\r\n")
        while line := await reader.readline():
            heard.append(line)
            tag = line.split()[0]
            writer.write(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + tag + b" OK\r\n")

    async with listening(talk) as port:
        with pytest.raises(MailTrouble) as trouble:
            await ImapClient.open(
                Server("127.0.0.1", port),
                TlsFiles(embedded.papers.authority.file),
                plain(US, PRACTICE.password),
                longest=1000,
                patience=30,
            )
    assert trouble.value.trouble is Trouble.SERVER_NOT_TRUSTED
    assert b"".join(heard) == b"C1 CAPABILITY\r\n"


async def test_a_certificate_for_another_name_is_not_believed(embedded: EmbeddedOperator) -> None:
    pair = embedded.papers.client  # a certificate of the right authority, not for this host
    from bridges.mssante.embedded.imap_server import ImapServer
    from bridges.mssante.embedded.post_office import _server_context

    server = ImapServer([PRACTICE], {}, _server_context(embedded.papers.authority, pair))
    port = await server.start(0)
    with pytest.raises(MailTrouble) as trouble:
        await ImapClient.open(
            Server("127.0.0.1", port),
            TlsFiles(embedded.papers.authority.file),
            plain(US, PRACTICE.password),
            longest=1000,
            patience=30,
        )
    assert trouble.value.trouble is Trouble.SERVER_NOT_TRUSTED
    await server.stop()


async def test_a_folder_without_validity_is_a_fault_and_a_missing_one_too(
    embedded: EmbeddedOperator,
) -> None:
    client = await connect(embedded)
    with pytest.raises(MailTrouble) as trouble:
        await client.select("Absent")
    assert trouble.value.trouble is Trouble.OPERATOR_FAULT
    with pytest.raises(CommandRefused):
        await client._do("STORE 1 +FLAGS (\\Seen)")
    client.close()
    async with listening(answering(b"* OK x\r\n", b"* OK fine\r\nTAG OK\r\n")) as port:
        from bridges.mssante.imap.connection import ImapConnection

        bare = ImapClient(await ImapConnection.open("127.0.0.1", port, None, 2, 100), frozenset())
        with pytest.raises(MailTrouble):
            await bare.select("INBOX")
        bare.close()
