"""A mailbox stays read through everything that happens to its connection."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bridges.mssante.imap.client import ImapClient
from tests.real.mail.bridge import eventually, letter, open_bridge, running
from tests.real.mail.operators import PRACTICE, EmbeddedOperator

US = PRACTICE.address


async def test_broken_connections_are_made_again_and_a_short_break_is_nobodys_concern(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        for number in range(5):
            await embedded.deliver(US, letter(f"{number}"))
            for writer in list(embedded._office.imap._writers):
                writer.transport.abort()
            await eventually(lambda number=number: len(bridge.notes("mail")) == number + 1)
        assert [what for what, _ in bridge.notes("mail")] == list("01234")
        assert bridge.notes("mailbox") == []


async def test_an_operator_that_stays_away_is_told_once_and_its_return_too(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridges.mssante.back_off._CONNECTION_STEPS", (0.1,))
    bridge = open_bridge(embedded, tmp_path)
    imap = embedded._office.imap
    async with running(bridge):
        await embedded.deliver(US, letter("avant"))
        await eventually(lambda: len(bridge.notes("mail")) == 1)
        await imap.stop()
        await eventually(lambda: bridge.notes("mailbox") == [("receiving", "unreachable")])
        await embedded.deliver(US, letter("pendant"))
        await imap.start(embedded.imap_port)
        await eventually(lambda: len(bridge.notes("mail")) == 2)
        await eventually(lambda: len(bridge.notes("mailbox")) == 2)
        assert bridge.notes("mailbox") == [("receiving", "unreachable"), ("receiving", "well")]


async def test_a_wrong_password_is_told_at_once(embedded: EmbeddedOperator, tmp_path: Path) -> None:
    bridge = open_bridge(embedded, tmp_path)
    (tmp_path / "password").write_text("un-autre")
    async with running(bridge):
        await eventually(lambda: bridge.notes("mailbox") == [("receiving", "login_refused")])


async def test_a_bug_of_ours_costs_a_connection_and_no_mail(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, left = ImapClient.list_after, [2]

    async def buggy(self: ImapClient, uid: int) -> object:
        left[0] -= 1
        if left[0] >= 0:
            raise ZeroDivisionError
        return await usual(self, uid)

    monkeypatch.setattr(ImapClient, "list_after", buggy)
    bridge = open_bridge(embedded, tmp_path)
    await embedded.deliver(US, letter("quand même"))
    async with running(bridge):
        await eventually(lambda: len(bridge.notes("mail")) == 1)


async def test_without_idle_the_mailbox_is_looked_at(
    embedded: EmbeddedOperator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImapClient, "can_idle", False)
    bridge = open_bridge(embedded, tmp_path)
    async with running(bridge):
        for number in range(3):
            await embedded.deliver(US, letter(f"{number}"))
            await eventually(lambda number=number: len(bridge.notes("mail")) == number + 1)


async def test_a_disk_that_is_nearly_full_leaves_mails_where_they_are_safe(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    usage = shutil.disk_usage(tmp_path)
    free = [1]

    class Disk:
        @staticmethod
        def disk_usage(_path: Path) -> object:
            return usage._replace(free=free[0])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bridges.mssante.post.shutil", Disk)
        bridge = open_bridge(embedded, tmp_path)
        async with running(bridge):
            await embedded.deliver(US, letter("attend"))
            await eventually(lambda: bridge.notes("mailbox") == [("receiving", "disk_full")])
            assert bridge.notes("mail") == []
            free[0] = 10**12
            await eventually(lambda: len(bridge.notes("mail")) == 1)
            await eventually(lambda: bridge.notes("mailbox")[-1] == ("receiving", "well"))
