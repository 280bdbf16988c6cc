"""Each mail handed to its reader once, in order, whatever the others do."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

from bridges.mssante.handling import FAILED, SENDER_UNTRUSTED
from bridges.mssante.inbox import Fetched, take_in
from care.mail.model import IncomingMail
from care.mail.quarantine import list_quarantined, load_quarantined
from care.runtime.errors import TemporaryFailure
from care.runtime.units import UnitOfWork
from tests.real.mail.bridge import Bridge, Notary, eventually, letter, open_bridge, running
from tests.real.mail.operators import PRACTICE, EmbeddedOperator

US = PRACTICE.address


def take(bridge: Bridge, *sources: bytes) -> None:
    """These came."""
    with bridge.units.unit("x") as work:
        fetched = [
            Fetched(uid, source, len(source), datetime.now(UTC))
            for uid, source in enumerate(sources, start=1)
        ]
        take_in(work, Notary(), US, 7, fetched)


class Moody(Notary):
    """Cannot for a while, then can; and never can tell of what is put aside."""

    def __init__(self, failures: int) -> None:
        self.left = failures

    def handle(self, work: UnitOfWork, mail: IncomingMail) -> None:
        super().handle(work, mail)
        self.left -= 1
        if self.left >= 0:
            raise TemporaryFailure("away")

    def put_aside(self, work: UnitOfWork, mail: IncomingMail, reason: str) -> None:
        super().put_aside(work, mail, reason)
        raise ZeroDivisionError


async def test_a_passing_failure_is_tried_again_and_undone_in_between(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path, reader=Moody(3))
    take(bridge, letter("un"), letter("deux"))
    async with running(bridge):
        await eventually(lambda: len(bridge.notes("mail")) == 2)
        assert [what for what, _ in bridge.notes("mail")] == ["un", "deux"]


async def test_a_failure_that_does_not_pass_ends_in_quarantine_with_the_mail_kept(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path, reader=Moody(8))
    take(bridge, letter("un"), letter("deux"))
    async with running(bridge):
        await eventually(lambda: bool(bridge.notes("mail")))
        assert [what for what, _ in bridge.notes("mail")] == ["deux"]
        with bridge.database.begin() as connection:
            # Nobody could be told: the mail is there all the same.
            assert list_quarantined(connection, US) == [(1, FAILED)]
            kept = load_quarantined(connection, bridge.units.keys, 1)
        assert kept is not None
        assert kept.mail.source == letter("un")


async def test_nothing_is_judged_before_there_is_a_list(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    (post,) = bridge.service.posts
    whole = (tmp_path / "list.xml").read_bytes()
    (tmp_path / "list.xml").write_bytes(whole[: len(whole) // 2])
    take(bridge, letter("un"), letter("deux", sender="qui@ailleurs.example"))
    assert not post.trusted.is_ready
    async with running(bridge):
        assert bridge.notes("mail") == bridge.notes("aside") == []
        bridge.service.shelf.offer(whole, datetime.now(UTC))
        await eventually(lambda: bool(bridge.notes("aside")))
        assert bridge.notes("mail") == [("un", "labo@biologie.mssante.example")]
        assert bridge.notes("aside") == [("deux", SENDER_UNTRUSTED)]


def hostile(chance: random.Random, number: int) -> bytes:
    """A mail as nobody should send it."""
    good = letter(f"mauvais {number}", headers="X-Long: " + "a" * chance.randrange(3000) + "\r\n")
    place = chance.randrange(len(good))
    return chance.choice(
        [
            good[:place],
            good[:place] + chance.randbytes(50) + good[place:],
            good.replace(b"From:", b"From: " + b"(" * chance.randrange(2000)),
            good.replace(b"From: labo", b"From: =?utf-8?b?" + b"/" * 500 + b"?= <labo"),
            good.replace(b"\r\n", chance.choice([b"\n", b"\r"])),
            good.replace(b"Date: Fri, 20 Nov 2026", b"Date: Fri, 99 Nov 99999999999"),
            good.replace(b"text/plain", b'multipart/report; boundary="b"'),
            b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n" * 3000,
            b"From: a@ch.mssante.example\r\n" * 50 + b"\r\n",
            chance.randbytes(2000),
        ]
    )


async def test_hostile_mails_among_good_ones_stop_none_of_them(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    chance = random.Random(20301124)
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        for number in range(150):
            await embedded.deliver(US, hostile(chance, number))
            await embedded.deliver(US, letter(f"bon {number:03}"))
        await eventually(lambda: bool(bridge.notes("mail")) and _last(bridge) == "bon 149", 300)
        good = [what for what, _ in bridge.notes("mail") if what.startswith("bon")]
        assert good == [f"bon {number:03}" for number in range(150)]
        taken = len(bridge.notes("mail")) + len(bridge.notes("aside"))
        assert taken > 250  # some hostile ones are the same, none is lost without a word


def _last(bridge: Bridge) -> str:
    return [what for what, _ in bridge.notes("mail")][-1]
