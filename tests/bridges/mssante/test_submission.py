"""Handing over: who is accepted is known before anything is sent."""

from __future__ import annotations

import pytest

from bridges.mssante.imap.client import Server
from bridges.mssante.sasl import plain
from bridges.mssante.submission import Envelope, Submission, Verdict
from bridges.mssante.tls import TlsFiles
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble
from tests.bridges.mssante.imap.scripted import answering, listening
from tests.real.mail.bridge import letter
from tests.real.mail.operators import HOSPITAL, LABORATORY, PRACTICE, EmbeddedOperator

US = PRACTICE.address


async def connect(embedded: EmbeddedOperator) -> Submission:
    """Logged in."""
    return await Submission.open(
        Server("127.0.0.1", embedded.smtp_port),
        TlsFiles(embedded.papers.authority.file),
        plain(US, PRACTICE.password),
        patience=60,
    )


async def test_each_recipient_has_its_answer_and_the_mail_follows(
    embedded: EmbeddedOperator,
) -> None:
    submission = await connect(embedded)
    await embedded.refuse_later({HOSPITAL.address})
    people = (LABORATORY.address, HOSPITAL.address, "nul@ch.mssante.example", "a@b.example")
    sender, replies = await submission.begin(Envelope(US, people, 200, "7.1.x"), last=US)
    assert sender.verdict is Verdict.ACCEPTED
    assert {address: (one.verdict, one.code) for address, one in replies.items()} == {
        people[0]: (Verdict.ACCEPTED, "2.1.5"),
        people[1]: (Verdict.LATER, "4.2.0"),
        people[2]: (Verdict.REFUSED, "5.1.1"),
        people[3]: (Verdict.REFUSED, "5.1.2"),
        US: (Verdict.ACCEPTED, "2.1.5"),
    }
    assert (await submission.send(letter("bonjour"))).verdict is Verdict.ACCEPTED
    # The same connection serves the next one.
    sender, replies = await submission.begin(Envelope(US, people[:1], 200, "8.1.x"), last=US)
    assert len(replies) == 2
    await submission.end()


async def test_what_is_too_large_or_not_ours_is_refused_at_once(
    embedded: EmbeddedOperator,
) -> None:
    submission = await connect(embedded)
    people = (LABORATORY.address,)
    sender, replies = await submission.begin(Envelope(US, people, 30_000_000, "t"), last=US)
    assert (sender.verdict, sender.code[:1], replies) == (Verdict.REFUSED, "5", {})
    other = Envelope(HOSPITAL.address, people, 200, "t")
    sender, _ = await submission.begin(other, last=HOSPITAL.address)
    assert (sender.verdict, sender.code) == (Verdict.REFUSED, "5.7.1")
    submission.close()


@pytest.mark.parametrize(
    ("greeting", "answers"),
    [
        (b"554 go away\r\n", []),
        (b"220 hello\r\n", [b"250-x\r\n250 SIZE\r\n"]),
        (b"220 hello\r\n", [b"250 STARTTLS\r\n", b"454 no\r\n"]),
        (b"nonsense\r\n", []),
    ],
    ids=["turned away", "no TLS", "TLS refused", "nonsense"],
)
async def test_a_server_that_is_none_is_a_trouble(
    embedded: EmbeddedOperator, greeting: bytes, answers: list[bytes]
) -> None:
    async with listening(answering(greeting, *answers)) as port:
        with pytest.raises(MailTrouble) as trouble:
            await Submission.open(
                Server("127.0.0.1", port),
                TlsFiles(embedded.papers.authority.file),
                plain(US, PRACTICE.password),
                patience=1,
            )
    assert trouble.value.trouble in {
        Trouble.UNREACHABLE,
        Trouble.SERVER_NOT_TRUSTED,
        Trouble.OPERATOR_FAULT,
    }
