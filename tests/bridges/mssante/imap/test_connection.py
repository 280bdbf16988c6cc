"""A connection holds its bounds, whatever the server does."""

from __future__ import annotations

import pytest

from bridges.mssante.imap.connection import CommandRefused, ImapConnection, LiteralTooLong
from bridges.mssante.sasl import xoauth2
from bridges.mssante.tls import TlsFiles, client_context
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble
from tests.bridges.mssante.imap.scripted import answering, listening
from tests.real.mail.operators import EmbeddedOperator

_HELLO = b"* OK ready\r\n"


async def connect(port: int, longest: int = 100, patience: float = 60) -> ImapConnection:
    """In clear: what is tried here comes before TLS."""
    return await ImapConnection.open("127.0.0.1", port, None, patience, longest)


async def test_literals_are_read_whole_and_in_their_place() -> None:
    answer = b"* 1 FETCH (BODY[] {5}\r\na\r\nb) UID 3)\r\nTAG OK done\r\n"
    async with listening(answering(_HELLO, answer)) as port:
        connection = await connect(port)
        first, last = await connection.command("X")
        assert first.parts == (b"* 1 FETCH (BODY[] ", b"a\r\nb)", b" UID 3)")
        assert last.head.endswith(b"OK done")
        connection.close()


async def test_a_literal_longer_than_asked_ends_the_connection_before_it_is_read() -> None:
    async with listening(answering(_HELLO, b"* 1 FETCH (BODY[] {999999999999}\r\n")) as port:
        connection = await connect(port)
        with pytest.raises(LiteralTooLong):
            await connection.command("X")


@pytest.mark.parametrize(
    "answer",
    [b"", b"* 1 FETCH (BODY[] {50}\r\nabc", b"* BYE going\r\n", b"* OK half a line"],
    ids=["silence", "half a literal", "goodbye", "half a line"],
)
async def test_a_server_that_stops_answering_is_unreachable(answer: bytes) -> None:
    async with listening(answering(_HELLO, answer)) as port:
        connection = await connect(port)
        connection._patience = 0.5
        with pytest.raises(MailTrouble) as trouble:
            await connection.command("X")
        assert trouble.value.trouble is Trouble.UNREACHABLE


async def test_a_server_that_turns_us_away_is_unreachable() -> None:
    async with listening(answering(b"* BYE full\r\n")) as port:
        with pytest.raises(MailTrouble):
            await connect(port)


async def test_a_refusal_has_its_code_and_the_connection_goes_on() -> None:
    async with listening(
        answering(_HELLO, b"TAG NO [NOPERM] no\r\n", b"TAG BAD what\r\n", b"TAG OK\r\n")
    ) as port:
        connection = await connect(port)
        with pytest.raises(CommandRefused) as refused:
            await connection.command("X")
        assert refused.value.code == "NOPERM"
        with pytest.raises(CommandRefused):
            await connection.command("X")
        assert len(await connection.command("X")) == 1
        connection.close()


async def test_a_failed_token_exchange_is_ended_with_an_empty_line() -> None:
    talk = answering(_HELLO, b"+ \r\n", b"+ eyJzdGF0dXMiOiI0MDAifQ==\r\n", b"C1 NO no\r\n")
    async with listening(talk) as port:
        connection = await connect(port)
        with pytest.raises(CommandRefused):
            await connection.authenticate(xoauth2("a@b.example", "j"), at_once=False)
        connection.close()


async def test_what_is_said_before_tls_is_not_taken_for_what_comes_after(
    embedded: EmbeddedOperator,
) -> None:
    context = client_context(TlsFiles(embedded.papers.authority.file))
    talk = answering(_HELLO, b"TAG OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")
    async with listening(talk) as port:
        connection = await connect(port)
        with pytest.raises(MailTrouble) as trouble:
            await connection.start_tls(context, "127.0.0.1")
        assert trouble.value.trouble is Trouble.SERVER_NOT_TRUSTED
        connection.close()


async def test_a_closed_door_is_unreachable() -> None:
    with pytest.raises(MailTrouble) as trouble:
        await connect(1)
    assert trouble.value.trouble is Trouble.UNREACHABLE
