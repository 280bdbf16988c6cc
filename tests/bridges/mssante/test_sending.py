"""Handed over once: the connection may break before, during and after, and so may we."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bridges.mssante.embedded.signed_list import SIGNER, sign_white_list
from bridges.mssante.headers import ATTEMPT
from bridges.mssante.submission import Envelope, Reply, Submission, Verdict
from care.mail.headers import header_values
from tests.real.mail.bridge import QUICK, Bridge, eventually, open_bridge, running
from tests.real.mail.operators import HOSPITAL, LABORATORY, PRACTICE, EmbeddedOperator, look_into
from tests.real.mail.test_contract import draft

US, TO = PRACTICE.address, LABORATORY.address
Deliver = Callable[[str, bytes], Awaitable[None]]


class Ahead:
    """The machine's clock, put forward."""

    by = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by


def hang_up(embedded: EmbeddedOperator) -> None:
    """Break every connection to the submission server."""
    for connection in list(embedded._office.smtp._open):
        if connection.transport is not None:
            connection.transport.abort()  # type: ignore[attr-defined]


def send(bridge: Bridge, name: str, *people: str) -> str:
    """Queue a letter."""
    return bridge.send(name, list(people), draft(bridge, name, name, people[0]))


async def arrived(embedded: EmbeddedOperator, subject: str) -> int:
    """How many copies came."""
    mails = await asyncio.to_thread(look_into, embedded, LABORATORY)
    return sum(header_values(one, "subject") == [subject] for one in mails)


async def test_a_break_after_the_server_took_it_is_settled_by_the_copy(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    domain = embedded._office.domain
    usual, breaks = domain.deliver, [3]

    async def deliver_then_break(address: str, source: bytes) -> None:
        await usual(address, source)
        if address == US and header_values(source, ATTEMPT) and breaks[0]:
            breaks[0] -= 1
            hang_up(embedded)

    domain.deliver = deliver_then_break
    bridge = open_bridge(embedded, tmp_path, pace=replace(QUICK, doubt=timedelta(hours=1)))
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        names = [send(bridge, f"courrier {number}", TO, HOSPITAL.address) for number in range(5)]
        for name in names:
            await eventually(
                lambda name=name: set(bridge.states(name).values()) <= {"sent", "delivered"}
            )
        assert breaks == [0]
        for number in range(5):
            assert await arrived(embedded, f"courrier {number}") == 1
        assert all(bridge.outgoing(name).attempt == 1 for name in names)


async def test_a_break_before_the_server_took_it_is_sent_again_once(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    domain = embedded._office.domain
    usual, breaks = domain.deliver, [1]

    async def break_before(address: str, source: bytes) -> None:
        if breaks[0]:
            breaks[0] -= 1
            hang_up(embedded)
            await asyncio.sleep(60)
        await usual(address, source)

    domain.deliver = break_before
    bridge = open_bridge(embedded, tmp_path, pace=replace(QUICK, doubt=timedelta(hours=1), idle=1))
    clock = bridge.units.clock = Ahead()
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        first, second = send(bridge, "premier", TO), send(bridge, "second", TO)
        # The one behind it does not wait for its doubt to be settled.
        await eventually(lambda: bridge.states(second)[TO] == "delivered")
        assert (bridge.states(first)[TO], bridge.outgoing(first).attempt) == ("sending", 1)
        clock.by = timedelta(hours=1)
        await eventually(lambda: bridge.states(first)[TO] == "delivered")
        assert bridge.outgoing(first).attempt == 2
        assert (await arrived(embedded, "premier"), await arrived(embedded, "second")) == (1, 1)


async def test_a_mail_refused_as_a_whole_fails_for_all_and_one_refused_for_now_waits(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridges.mssante.back_off._MAIL_STEPS", (1,))
    later = [1]

    async def busy(address: str, source: bytes) -> str | None:
        if header_values(source, "subject") == ["patience"] and later[0]:
            later[0] -= 1
            return "451 4.3.0 Disk full"
        return None

    embedded._office.domain.refuse_mail = busy
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        large = bridge.send(
            "gros",
            [TO, HOSPITAL.address],
            draft(bridge, "gros", "gros", TO, body="x" * 25_100_000),
            limit=50_000_000,
        )
        await eventually(lambda: set(bridge.states(large).values()) == {"failed"})
        assert bridge.outgoing(large).recipients[0].code.startswith("5")
        held = send(bridge, "patience", TO)
        await eventually(lambda: bridge.states(held)[TO] == "delivered")
        assert (later, bridge.outgoing(held).attempt) == ([0], 2)
        assert await arrived(embedded, "patience") == 1


async def test_who_left_the_white_list_meanwhile_is_not_written_to(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    trusted = bridge.service.shelf
    whole = (tmp_path / "list.xml").read_bytes()
    trusted.offer(whole, datetime.now(UTC))
    sent = send(bridge, "trop tard", TO, HOSPITAL.address)
    signer = embedded.papers.authority.signer(SIGNER, "again")
    kept = [("biologie.mssante.example", "CN=x"), ("cpts.mssante.example", "CN=x")]
    (tmp_path / "list.xml").write_bytes(sign_white_list(kept, signer, datetime.now(UTC)))
    trusted.offer((tmp_path / "list.xml").read_bytes(), datetime.now(UTC))
    async with running(bridge):
        await eventually(lambda: bridge.states(sent)[TO] == "delivered")
        assert bridge.states(sent)[HOSPITAL.address] == "failed"
        assert bridge.outgoing(sent).recipients[1].code == "white-list"
        assert await asyncio.to_thread(look_into, embedded, HOSPITAL) == []


async def test_three_days_of_later_are_a_no(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridges.mssante.back_off._MAIL_STEPS", (1,))
    await embedded.refuse_later({TO})
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        sent = send(bridge, "jamais", TO)
        await eventually(lambda: bool(bridge.notes("delivery")))
        monkeypatch.setattr("bridges.mssante.sending.GIVE_UP", timedelta())
        await eventually(lambda: bridge.states(sent)[TO] == "failed")
        said = [more for _, more in bridge.notes("delivery")]
        assert said == ["queued", "failed"]
        assert bridge.outgoing(sent).recipients[0].code == "4.2.0"


async def test_a_bug_with_one_mail_lets_the_others_leave(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Submission.send

    async def buggy(self: Submission, source: bytes) -> object:
        if b"Subject: piege" in source:
            raise ZeroDivisionError
        return await usual(self, source)

    monkeypatch.setattr(Submission, "send", buggy)
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        trap = send(bridge, "piege", TO)
        good = send(bridge, "bon", TO)
        await eventually(lambda: bridge.states(good)[TO] == "delivered")
        # It was offered: its proof may come, until then it is not sent again.
        assert bridge.states(trap)[TO] == "sending"


async def test_a_bug_before_the_mail_is_offered_is_told_and_at_last_given_up(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridges.mssante.back_off._MAIL_STEPS", (0.1,))

    async def buggy(*_given: object, **_named: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(Submission, "begin", buggy)
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        trap = send(bridge, "piege", TO)
        await eventually(lambda: bridge.states(trap)[TO] == "failed")
        assert [more for _, more in bridge.notes("delivery")] == ["queued", "failed"]


@pytest.mark.parametrize("whole", [True, False], ids=["the sender", "every recipient"])
async def test_a_refusal_of_ourselves_keeps_the_queue(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    usual, unwelcome = Submission.begin, [True]

    async def begin(self: Submission, envelope: Envelope, last: str) -> object:
        if not unwelcome[0]:
            return await usual(self, envelope, last)
        no, yes = Reply(Verdict.REFUSED, "5.7.1"), Reply(Verdict.ACCEPTED, "2.1.0")
        return (no, {}) if whole else (yes, dict.fromkeys((*envelope.recipients, last), no))

    monkeypatch.setattr(Submission, "begin", begin)
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        await eventually(lambda: bridge.service.shelf.is_ready)
        sent = send(bridge, "patience", TO)
        await eventually(lambda: ("sending", "login_refused") in bridge.notes("mailbox"))
        assert bridge.states(sent)[TO] == "queued"
        unwelcome[0] = False
        await eventually(lambda: bridge.states(sent)[TO] == "delivered")
