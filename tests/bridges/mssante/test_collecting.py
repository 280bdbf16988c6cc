"""Reading a mailbox: nothing twice, nothing left, one bad message stops nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bridges.mssante.collecting import Collector
from bridges.mssante.imap.client import ImapClient
from bridges.mssante.imap.connection import CommandRefused
from bridges.mssante.imap.parsing import Response
from bridges.mssante.inbox import TOO_LARGE, UNFETCHED, count_waiting
from bridges.mssante.tables import SET_ASIDE
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble
from care.mail.tables import INBOX
from tests.real.mail.bridge import QUICK, Bridge, letter, open_bridge
from tests.real.mail.operators import PRACTICE, EmbeddedOperator, flags_in

US = PRACTICE.address


async def collect(bridge: Bridge, collector: Collector | None = None) -> int:
    """One look, on a connection of its own."""
    (post,) = bridge.service.posts
    collector = collector or Collector(post)
    client = await post.open_imap()
    try:
        return await collector.collect(client, await collector.open(client))
    finally:
        client.close()


def subjects(bridge: Bridge) -> list[str]:
    """What is in the inbox, in order."""
    with bridge.database.begin() as connection:
        rows = connection.execute(select(INBOX).order_by(INBOX.c.number)).all()
    opened = [bridge.units.keys.unseal(row.source, "mail_inbox.source") for row in rows]
    return [one.partition(b"Subject: ")[2].partition(b"\r")[0].decode() for one in opened]


@contextmanager
def unfetchable(monkeypatch: pytest.MonkeyPatch, uid: int, failure: Exception) -> Iterator[None]:
    """The server does not hand over this message."""
    usual = ImapClient.fetch

    async def fetch(self: ImapClient, asked: int) -> bytes | None:
        if asked == uid:
            raise failure
        return await usual(self, asked)

    with monkeypatch.context() as patch:
        patch.setattr(ImapClient, "fetch", fetch)
        yield


async def test_looking_again_takes_only_what_is_new(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    for number in range(40):
        await embedded.deliver(US, letter(f"{number:02}"))
    assert await collect(bridge) == 40
    assert await collect(bridge) == 0
    await embedded.deliver(US, letter("plus tard"))
    assert await collect(bridge) == 1
    assert subjects(bridge) == [*(f"{number:02}" for number in range(40)), "plus tard"]


async def test_flags_come_after_the_commit_even_when_we_died_in_between(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    await embedded.deliver(US, letter("un"))
    kept: list[int] = []

    async def die(_self: ImapClient, _uids: object, _flag: str) -> None:
        with bridge.database.begin() as connection:
            kept.append(count_waiting(connection, US))
        raise MailTrouble(Trouble.UNREACHABLE)

    with monkeypatch.context() as patch:
        patch.setattr(ImapClient, "flag", die)
        with pytest.raises(MailTrouble):
            await collect(bridge)
    assert kept == [1]
    assert await collect(bridge) == 0
    (flags,) = await asyncio.to_thread(flags_in, embedded, PRACTICE)
    assert "$CercleTaken" in flags


async def test_another_validity_is_read_again_without_doubling(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    for number in range(5):
        await embedded.deliver(US, letter(f"{number}"))
    await collect(bridge)
    folders, _ = embedded._office.imap._config.set_cache[US]
    folders._inbox._uid_validity += 1
    await embedded.deliver(US, letter("après"))
    assert await collect(bridge) == 6
    assert subjects(bridge) == ["0", "1", "2", "3", "4", "après"]


async def test_a_database_that_went_back_in_time_takes_what_it_forgot(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    await embedded.deliver(US, letter("un"))
    await collect(bridge)
    # Restored from a copy made before: the flag on the server must not make it a lost mail.
    restored = open_bridge(embedded, tmp_path, file="restored.db")
    assert await collect(restored) == 1


async def test_what_was_read_before_we_came_is_left_and_what_is_read_since_is_not(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    imap = embedded._office.imap
    yesterday = datetime.now(UTC) - timedelta(days=1)
    await imap.deliver(US, letter("lu avant"), seen=True, at=yesterday)
    await imap.deliver(US, letter("pas lu"), at=yesterday)
    bridge = open_bridge(embedded, tmp_path)
    assert await collect(bridge) == 1
    await imap.deliver(US, letter("lu depuis"), seen=True)
    assert await collect(bridge) == 1
    assert subjects(bridge) == ["pas lu", "lu depuis"]


async def test_a_mail_that_is_too_large_is_known_by_its_header(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path, pace=replace(QUICK, longest=10_000))
    await embedded.deliver(US, letter("énorme", body="x" * 20_000))
    await embedded.deliver(US, letter("petit"))
    assert await collect(bridge) == 2
    with bridge.database.begin() as connection:
        rows = connection.execute(select(INBOX).order_by(INBOX.c.number)).all()
    assert [(row.reason, row.size > 20_000) for row in rows] == [(TOO_LARGE, True), ("", False)]
    source = bridge.units.keys.unseal(rows[0].source, "mail_inbox.source")
    assert b"Message-ID" in source
    assert len(source) < 1000


async def test_a_message_that_is_refused_waits_beside_the_others_then_is_told(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    for number in range(3):
        await embedded.deliver(US, letter(f"{number}"))
    refused = CommandRefused(Response((b"C1 NO [SERVERBUG] no",)))
    with unfetchable(monkeypatch, 102, refused):
        assert await collect(bridge) == 2
        assert subjects(bridge) == ["0", "2"]
        for _ in range(8):
            _make_due(bridge)
            await collect(bridge)
    with bridge.database.begin() as connection:
        assert connection.execute(select(SET_ASIDE)).all() == []
        reasons = connection.execute(select(INBOX.c.reason).order_by(INBOX.c.number)).scalars()
        assert list(reasons) == ["", "", UNFETCHED]


async def test_a_message_that_is_refused_once_comes_later(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    for number in range(3):
        await embedded.deliver(US, letter(f"{number}"))
    with unfetchable(monkeypatch, 102, CommandRefused(Response((b"C1 NO no",)))):
        await collect(bridge)
    _make_due(bridge)
    assert await collect(bridge) == 1
    assert subjects(bridge) == ["0", "2", "1"]


async def test_a_message_that_breaks_the_connection_is_stepped_over(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    for number in range(3):
        await embedded.deliver(US, letter(f"{number}"))
    collector = Collector(bridge.service.posts[0])
    with unfetchable(monkeypatch, 102, MailTrouble(Trouble.UNREACHABLE)):
        for _ in range(3):
            with pytest.raises(MailTrouble):
                await collect(bridge, collector)
            # What came before it is safe, what comes after waits for it a few times only.
            assert subjects(bridge) == ["0"]
        assert await collect(bridge, collector) == 1
    assert subjects(bridge) == ["0", "2"]


def _make_due(bridge: Bridge) -> None:
    with bridge.database.begin() as connection:
        due_at: Any = bridge.units.clock.now() - timedelta(minutes=1)
        connection.execute(update(SET_ASIDE).values(due_at=due_at))
        assert count_waiting(connection, US)
