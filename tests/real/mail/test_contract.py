"""What a mail operator is to us: the embedded one and the real servers answer alike."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bridges.mssante.book import load_state
from bridges.mssante.imap.client import ImapClient, Server
from bridges.mssante.sasl import Sasl, external, plain, xoauth2
from bridges.mssante.submission import Submission
from bridges.mssante.tls import TlsFiles
from bridges.mssante.trouble import MailTrouble
from care.mail.headers import header_values
from care.mail.mailboxes import MailboxSeat
from care.mail.model import Trouble
from care.mail.quarantine import list_quarantined
from care.mail.queue import message_id_for
from care.mail.receipts import Receipt, queue_receipt
from care.runtime.mail_settings import MailboxAuth
from care.standards.mdn.reading import read_reading_receipt
from care.standards.rfc5322.parser import parse_mail
from tests.real.mail.bridge import QUICK, Bridge, eventually, letter, open_bridge, running
from tests.real.mail.looking import (
    flags_of,
    is_connected,
    ours_in,
    received,
    subjects_in,
)
from tests.real.mail.operators import (
    HOSPITAL,
    LABORATORY,
    PRACTICE,
    Operator,
    look_into,
)

US = PRACTICE.address


def files(operator: Operator, **others: Path) -> TlsFiles:
    """The pinned authority, and `others`."""
    return TlsFiles(operator.papers.authority.file, **others)


async def open_both(operator: Operator, tls: TlsFiles, sasl: Sasl) -> None:
    """Log in to both servers."""
    client = await ImapClient.open(
        Server("127.0.0.1", operator.imap_port), tls, sasl, longest=1000, patience=10
    )
    await client.select("INBOX")
    client.close()
    submission = await Submission.open(
        Server("127.0.0.1", operator.smtp_port), tls, sasl, patience=10
    )
    await submission.end()


@pytest.mark.parametrize("way", ["password", "certificate", "token"])
async def test_each_way_to_log_in_opens_both_servers(operator: Operator, way: str) -> None:
    operator.give_token("jeton-valable", US)
    pair = operator.papers.client
    if way == "certificate":
        tls = files(operator, certificate=pair.certificate, key=pair.key)
        await open_both(operator, tls, external(US))
        return
    sasl = plain(US, PRACTICE.password) if way == "password" else xoauth2(US, "jeton-valable")
    await open_both(operator, files(operator), sasl)


@pytest.mark.parametrize(
    "sasl",
    [plain(US, "faux"), xoauth2(US, "jeton-perime"), external(US), external(LABORATORY.address)],
    ids=["password", "token", "no certificate", "another's mailbox"],
)
async def test_a_wrong_login_is_refused_and_said_to_be(operator: Operator, sasl: Sasl) -> None:
    with pytest.raises(MailTrouble) as refused:
        await ImapClient.open(
            Server("127.0.0.1", operator.imap_port), files(operator), sasl, longest=1000
        )
    assert refused.value.trouble is Trouble.LOGIN_REFUSED
    assert "faux" not in repr(sasl)


async def test_a_certificate_of_another_authority_opens_nothing(operator: Operator) -> None:
    stranger = operator.papers.stranger
    tls = files(operator, certificate=stranger.certificate, key=stranger.key)
    with pytest.raises(MailTrouble):
        await ImapClient.open(
            Server("127.0.0.1", operator.imap_port), tls, external(US), longest=1000, patience=60
        )


@pytest.mark.parametrize("what", ["authority", "name", "revoked", "unlisted"])
async def test_a_server_that_is_not_the_operators_gets_no_password(
    operator: Operator, what: str
) -> None:
    papers, host = operator.papers, "127.0.0.1"
    tls = files(operator)
    if what == "authority":
        tls = TlsFiles(papers.rogue.file)
    elif what == "name":
        host = "ip6-localhost.invalid"
    elif what == "revoked":
        tls = files(operator, crl=papers.authority.revoke([papers.server]))
    else:
        tls = files(operator, crl=papers.rogue.revoke([]))
    sasl = plain(US, PRACTICE.password)
    for opening in (
        ImapClient.open(Server(host, operator.imap_port), tls, sasl, longest=1000, patience=60),
        Submission.open(Server(host, operator.smtp_port), tls, sasl, patience=60),
    ):
        with pytest.raises(MailTrouble) as refused:
            await opening
        expected = Trouble.UNREACHABLE if what == "name" else Trouble.SERVER_NOT_TRUSTED
        assert refused.value.trouble is expected


async def test_a_revocation_list_that_spares_the_server_lets_us_in(operator: Operator) -> None:
    papers = operator.papers
    tls = files(operator, crl=papers.authority.revoke([papers.client]))
    await open_both(operator, tls, plain(US, PRACTICE.password))


async def test_mails_come_once_in_order_and_are_flagged_afterwards(
    operator: Operator, tmp_path: Path
) -> None:
    bridge = open_bridge(operator, tmp_path)
    await operator.deliver(US, letter("avant"))
    async with running(bridge):
        await eventually(lambda: len(bridge.notes("mail")) == 1)
        for number in range(30):
            await operator.deliver(US, letter(f"courrier {number:02}"))
        await eventually(lambda: len(bridge.notes("mail")) >= 31)
        subjects = [what for what, _ in bridge.notes("mail")]
        assert subjects == ["avant", *(f"courrier {number:02}" for number in range(30))]
        async with asyncio.timeout(90):  # a mail may be read before it is flagged
            while not all("$CercleTaken" in found for found in await flags_of(operator, PRACTICE)):
                await asyncio.sleep(0.1)
        assert len(await flags_of(operator, PRACTICE)) == 31


async def test_a_second_copy_is_one_mail_and_a_reused_message_id_is_two(
    operator: Operator, tmp_path: Path
) -> None:
    bridge = open_bridge(operator, tmp_path)
    async with running(bridge):
        for source in (
            letter("double"),
            letter("double"),
            letter("double", headers="Received: from ailleurs\r\n by ici\r\n"),
            letter("autre", message_id="<double@biologie.mssante.example>"),
            letter("fin"),
        ):
            await operator.deliver(US, source)
        await eventually(lambda: "fin" in dict(bridge.notes("mail")))
        assert [what for what, _ in bridge.notes("mail")] == ["double", "autre", "fin"]


async def test_what_is_doubtful_waits_in_quarantine_and_stops_nothing(
    operator: Operator, tmp_path: Path
) -> None:
    bridge = open_bridge(operator, tmp_path)
    async with running(bridge):
        await operator.deliver(US, letter("inconnu", sender="qui@ailleurs.example"))
        await operator.deliver(US, letter("refuse"))
        await operator.deliver(US, letter("break"))
        await operator.deliver(US, b"From: a@b.c, d@e.f\r\nSubject: deux\r\n\r\nx\r\n")
        await operator.deliver(US, b"\xff\xfe\x00 no header at all")
        await operator.deliver(US, letter("bon"))
        await eventually(lambda: bool(bridge.notes("mail")))
        assert [what for what, _ in bridge.notes("mail")] == ["bon"]
        assert bridge.notes("aside") == [
            ("inconnu", "mail-sender-untrusted"),
            ("refuse", "mail-refused-by-test"),
            ("break", "mail-handling-failed"),
            ("deux", "mail-sender-unreadable"),
            ("", "mail-sender-unreadable"),
        ]
        with bridge.database.begin() as connection:
            assert len(list_quarantined(connection, US)) == 5


def draft(bridge: Bridge, cause: str, subject: str, to: str, body: str = "Bonjour,\r\n") -> bytes:
    """A mail of ours, with the Message-ID that its cause gives it."""
    with bridge.units.unit(cause) as work:
        return letter(subject, sender=US, to=to, message_id=message_id_for(work, US), body=body)


async def test_a_mail_reaches_each_recipient_and_its_copy_is_filed(
    operator: Operator, tmp_path: Path
) -> None:
    bridge = open_bridge(operator, tmp_path)
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        people = [LABORATORY.address, HOSPITAL.address, "personne@ch.mssante.example"]
        mail = draft(bridge, "envoi", "bonjour", ", ".join(people))
        sent = bridge.send("envoi", people, mail)
        assert bridge.send("envoi", people, mail) == sent
        await eventually(
            lambda: list(bridge.states(sent).values()) == ["delivered", "delivered", "failed"]
        )
        assert bridge.outgoing(sent).recipients[2].code == "5.1.1"
        for mailbox in (LABORATORY, HOSPITAL):
            (arrived,) = await asyncio.to_thread(look_into, operator, mailbox)
            assert header_values(arrived, "message-id") == [sent]
            assert arrived.endswith(b"Bonjour,\r\n")
        # The copy and the delivery notices are for us, not for the reader.
        (copy,) = await received(operator, PRACTICE, "Sent")
        assert header_values(copy, "message-id") == [sent]
        async with asyncio.timeout(90):  # copied first, then taken out
            while await ours_in(operator, PRACTICE):
                await asyncio.sleep(0.1)
        assert bridge.notes("mail") == []


async def test_a_receipt_is_brought_to_its_mail_and_not_believed_from_others(
    operator: Operator, tmp_path: Path
) -> None:
    bridge = open_bridge(operator, tmp_path)
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        mail = draft(bridge, "envoi", "bonjour", LABORATORY.address)
        sent = bridge.send("envoi", [LABORATORY.address], mail)
        await eventually(lambda: bridge.states(sent)[LABORATORY.address] == "delivered")
        await operator.deliver(US, receipt(sent, LABORATORY.address, HOSPITAL.address))
        await operator.deliver(US, letter("entre les deux"))
        await eventually(lambda: bool(bridge.notes("mail")))
        assert bridge.states(sent)[LABORATORY.address] == "delivered"
        await operator.deliver(US, receipt(sent, LABORATORY.address, LABORATORY.address))
        await eventually(lambda: bridge.states(sent)[LABORATORY.address] == "read")
        said = [more for _, more in bridge.notes("delivery")]
        assert said == ["sent", "delivered", "read"]


def receipt(message_id: str, recipient: str, sender: str, disposition: str = "displayed") -> bytes:
    """A reading receipt (RFC 8098)."""
    return (
        f"From: {sender}\r\nTo: {US}\r\nSubject: Lu\r\nMessage-ID: <r.{sender}>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report;\r\n"
        ' report-type=disposition-notification; boundary="limite"\r\n\r\n'
        "--limite\r\nContent-Type: text/plain\r\n\r\nLu.\r\n"
        "--limite\r\nContent-Type: message/disposition-notification\r\n\r\n"
        f"Reporting-UA: logiciel fictif\r\nFinal-Recipient: rfc822;{recipient}\r\n"
        f"Original-Message-ID: {message_id}\r\n"
        f"Disposition: manual-action/MDN-sent-manually; {disposition}\r\n\r\n--limite--\r\n"
    ).encode()


async def test_our_receipt_leaves_with_an_empty_return_path_and_nothing_comes_back(
    operator: Operator, tmp_path: Path
) -> None:
    bridge = open_bridge(operator, tmp_path)
    asked = f"Disposition-Notification-To: <{LABORATORY.address}>\r\n"
    seat = MailboxSeat(US, "@mssante.cabinet:x", "Cabinet de l’Exemple")
    mail = parse_mail(letter("resultat", headers=asked))
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        with bridge.units.unit("accuse") as work:
            receipt = Receipt("Lu", "Lu.")
            sent = queue_receipt(work, seat, mail, receipt, trusted=bridge.service.shelf)
        assert sent is not None
        await eventually(lambda: bridge.states(sent) == {LABORATORY.address: "sent"})
        (arrived,) = await received(operator, LABORATORY)  # « sent » is before it is there
        assert read_reading_receipt(parse_mail(arrived)).message_id == mail.message_id
        assert header_values(arrived, "return-path") in ([], ["<>"])
        await received(operator, PRACTICE, "Sent")  # our own copy is put away
        await operator.deliver(US, letter("ensuite"))
        await eventually(lambda: bool(bridge.notes("mail")))
        assert bridge.states(sent) == {LABORATORY.address: "sent"}
        async with asyncio.timeout(90):  # copied first, then taken out
            while await subjects_in(operator, PRACTICE) != ["ensuite"]:
                await asyncio.sleep(0.1)


async def test_who_is_busy_gets_it_later_and_nobody_gets_it_twice(
    operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridges.mssante.back_off._MAIL_STEPS", (1,))
    bridge = open_bridge(operator, tmp_path)
    await operator.refuse_later({HOSPITAL.address})
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        people = [LABORATORY.address, HOSPITAL.address]
        sent = bridge.send("envoi", people, draft(bridge, "envoi", "patience", people[0]))
        await eventually(lambda: bridge.states(sent)[LABORATORY.address] == "delivered")
        await eventually(lambda: bridge.outgoing(sent).attempt >= 2)
        assert bridge.states(sent)[HOSPITAL.address] == "queued"
        assert bridge.outgoing(sent).recipients[1].code == "4.2.0"
        await operator.refuse_later(set())
        await eventually(lambda: bridge.states(sent)[HOSPITAL.address] == "delivered")
        for mailbox in (LABORATORY, HOSPITAL):
            assert len(await asyncio.to_thread(look_into, operator, mailbox)) == 1


async def test_a_personal_mailbox_waits_for_its_user_and_loses_nothing(
    operator: Operator, tmp_path: Path
) -> None:
    bridge = open_bridge(operator, tmp_path, auth=MailboxAuth.PRO_SANTE_CONNECT)
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        mail = draft(bridge, "envoi", "en attente", LABORATORY.address)
        sent = bridge.send("envoi", [LABORATORY.address], mail)
        await operator.deliver(US, letter("pendant"))
        await eventually(lambda: len(bridge.notes("mailbox")) == 2)
        assert {more for _, more in bridge.notes("mailbox")} == {"waiting_for_login"}
        assert bridge.states(sent)[LABORATORY.address] == "queued"
        operator.give_token("jeton", US)
        bridge.tokens.known[US] = "jeton"
        bridge.service.wake(US)
        await eventually(lambda: bridge.states(sent)[LABORATORY.address] == "delivered")
        await eventually(lambda: bridge.notes("mail") == [("pendant", LABORATORY.address)])
        # The token ends in the middle: what comes then is there when a new one does (X11).
        await eventually(lambda: not is_connected(operator.smtp_port))
        operator.take_token("jeton")
        later = bridge.send(
            "plus tard",
            [LABORATORY.address],
            draft(bridge, "plus tard", "plus tard", LABORATORY.address),
        )
        await eventually(lambda: bridge.sending() == "waiting_for_login")
        operator.give_token("nouveau", US)
        bridge.tokens.known[US] = "nouveau"
        bridge.service.wake(US)
        await eventually(lambda: bridge.states(later)[LABORATORY.address] == "delivered")
        await eventually(lambda: bridge.sending() == "well")
        with bridge.database.begin() as connection:
            state = load_state(connection, US)
        assert state is not None
        assert state.sending is None


async def test_a_token_that_ends_in_the_middle_of_a_sync_loses_and_doubles_nothing(
    operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, fetched = ImapClient.fetch, [0]

    async def fetch_until_it_ends(self: ImapClient, uid: int) -> bytes | None:
        fetched[0] += 1
        if fetched[0] == 12:
            operator.take_token("jeton")
            self.close()
        return await usual(self, uid)

    monkeypatch.setattr(ImapClient, "fetch", fetch_until_it_ends)
    operator.give_token("jeton", US)
    wanted = [f"courrier {number:02}" for number in range(30)]
    for subject in wanted:
        await operator.deliver(US, letter(subject))
    bridge = open_bridge(
        operator,
        tmp_path,
        auth=MailboxAuth.PRO_SANTE_CONNECT,
        pace=replace(QUICK, batch_mails=5),
    )
    bridge.tokens.known[US] = "jeton"
    async with running(bridge):
        await eventually(lambda: ("receiving", "waiting_for_login") in bridge.notes("mailbox"))
        await eventually(lambda: not bridge.unread())  # what was taken in is read
        before = [what for what, _ in bridge.notes("mail")]
        assert before == wanted[: len(before)]
        assert 10 <= len(before) < 12
        operator.give_token("nouveau", US)
        bridge.tokens.known[US] = "nouveau"
        bridge.service.wake(US)
        await eventually(lambda: len(bridge.notes("mail")) >= 30)
        assert [what for what, _ in bridge.notes("mail")] == wanted
        await eventually(lambda: bridge.notes("mailbox")[-1] == ("receiving", "well"))


async def test_ten_megabytes_go_through_whole(operator: Operator, tmp_path: Path) -> None:
    bridge = open_bridge(operator, tmp_path, pace=replace(QUICK, patience=30))
    body = "".join(f"{number:076}\r\n" for number in range(125_000))
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        mail = draft(bridge, "gros", "gros", LABORATORY.address, body=body)
        assert len(mail) < 10_000_000
        sent = bridge.send("gros", [LABORATORY.address], mail)
        await eventually(lambda: bridge.states(sent)[LABORATORY.address] == "delivered")
        (arrived,) = await asyncio.to_thread(look_into, operator, LABORATORY)
        assert arrived.endswith(mail.partition(b"\r\n\r\n")[2])
        await operator.deliver(US, letter("gros aussi", body=body))
        await eventually(lambda: ("gros aussi", LABORATORY.address) in bridge.notes("mail"))
