"""A mailbox and what opens it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from bridges.mssante.post import Bell, chance
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble, Way
from care.runtime.mail_settings import MailboxAuth
from tests.real.mail.bridge import open_bridge
from tests.real.mail.operators import PRACTICE, EmbeddedOperator


@pytest.mark.parametrize(
    ("auth", "mechanism"),
    [(MailboxAuth.PASSWORD, "PLAIN"), (MailboxAuth.CERTIFICATE, "EXTERNAL")],
)
async def test_the_settings_say_what_opens_it(
    embedded: EmbeddedOperator, tmp_path: Path, auth: MailboxAuth, mechanism: str
) -> None:
    (post,) = open_bridge(embedded, tmp_path, auth=auth).service.posts
    assert (await post.credentials()).mechanism == mechanism
    client = await post.open_imap()
    client.close()
    submission = await post.open_smtp()
    await submission.end()


async def test_a_personal_mailbox_waits_for_a_token_and_for_a_better_one(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path, auth=MailboxAuth.PRO_SANTE_CONNECT)
    (post,) = bridge.service.posts
    for token in (None, "perime"):
        bridge.tokens.known = {PRACTICE.address: token} if token else {}
        for opening in (post.open_imap(), post.open_smtp()):
            with pytest.raises(MailTrouble) as trouble:
                await opening
            assert post.meant_by(trouble.value.trouble) is Trouble.WAITING_FOR_LOGIN


async def test_a_missing_password_is_our_own_trouble(
    embedded: EmbeddedOperator, tmp_path: Path
) -> None:
    bridge = open_bridge(embedded, tmp_path)
    (post,) = bridge.service.posts
    (tmp_path / "password").unlink()
    with pytest.raises(MailTrouble) as trouble:
        await post.open_imap()
    assert trouble.value.trouble is Trouble.OWN_FILES
    await post.note(Way.RECEIVING, Trouble.OWN_FILES)
    assert bridge.notes("mailbox") == [("receiving", "own_files")]


async def test_a_bell_ends_the_wait_even_when_rung_before() -> None:
    bell = Bell()
    bell.ring()
    await asyncio.wait_for(bell.wait(600), 60)
    await bell.wait(0.01)
    assert 0 <= chance() < 1


async def test_a_loop_whose_cancellation_was_lost_stops_at_the_next_bell() -> None:
    bell, rounds = Bell(), 0

    async def loop() -> None:
        nonlocal rounds
        while True:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(60)
            rounds += 1
            await bell.wait(60)

    running = asyncio.create_task(loop())
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(running, 60)
    assert rounds == 1
