"""What a handler asks while it prepares: the file of a message, who is in a room."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from care.matrix import listener
from care.matrix.model import IncomingMessage
from care.matrix.window import Window
from care.runtime.errors import PermanentFailure, TemporaryFailure
from care.runtime.outgoing import Address, Say, SendFile
from tests.real.matrix.delivery.people import someone
from tests.real.matrix.steward import Steward, steward
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


async def test_a_file_is_read_and_members_are_named_while_the_session_runs(
    homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(homeserver, tmp_path, "alice") as alice:
        async with steward(homeserver, tmp_path) as bot:
            room = await bot.open_circle("circle 1", alice)
            await alice.listen_until(1)
            for kind in ("application/pdf", "audio/ogg"):
                file = SendFile(Address(room), "dictée.ogg", kind, b"contenu " + kind.encode())
                await alice.queue(file)
                message = await bot.wait_for()
                window = bot.witness.window
                assert await window.read_file(message) == b"contenu " + kind.encode()
                with pytest.raises(PermanentFailure):
                    await window.read_file(message, largest=3)
            assert set(await window.joined_members(room)) == {alice.user_id, bot.user_id}
            elsewhere = await alice.open_direct()
            with pytest.raises(PermanentFailure):
                await window.joined_members(elsewhere)
        with pytest.raises(TemporaryFailure):
            await window.read_file(message)


async def test_it_stays_open_until_what_is_being_handled_is(
    homeserver: RunningHomeserver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, read = asyncio.Event(), []
    async with someone(homeserver, tmp_path, "alice") as alice:
        async with steward(homeserver, tmp_path) as bot:
            room = await bot.open_circle("circle 1", alice)
            await alice.listen_until(1)

            async def prepare(message: IncomingMessage) -> None:
                begun.set()
                await asyncio.sleep(0.3)
                read.append(await bot.witness.window.read_file(message))

            monkeypatch.setattr(bot.witness, "prepare", prepare)
            await alice.queue(SendFile(Address(room), "plaie.bin", "image/png", b"contenu"))
            await begun.wait()
        assert read == [b"contenu"]
        assert bot.witness.messages.get_nowait().content["body"] == "plaie.bin"


async def test_what_stays_away_for_too_long_is_given_up_and_told(
    homeserver: RunningHomeserver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    told: asyncio.Queue[str] = asyncio.Queue()

    async def prepare(message: IncomingMessage) -> None:
        if message.text == "perdu":
            tried.append(message.event_id)
            if len(tried) == 3:
                monkeypatch.setattr(listener, "HOPE", timedelta())
            raise TemporaryFailure("away")

    async with (
        someone(homeserver, tmp_path, "alice") as alice,
        steward(homeserver, tmp_path) as bot,
    ):
        room = await bot.open_circle("circle 1", alice)
        await alice.listen_until(1)
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(bot.witness, "prepare", prepare)
        monkeypatch.setattr(
            bot.witness,
            "failed",
            lambda _work, message, _incident: loop.call_soon_threadsafe(
                told.put_nowait, message.text
            ),
        )
        await alice.queue(Say(Address(room), "perdu"), Say(Address(room), "après"))
        assert await told.get() == "perdu"
        assert (await bot.wait_for()).text == "après"
    assert len(tried) == 3
    assert len(set(tried)) == 1


async def test_one_that_was_never_opened_is_shut() -> None:
    with pytest.raises(TemporaryFailure):
        await Window().joined_members("!salle:cercle.test")


async def test_two_stewards_see_by_their_own(homeserver: RunningHomeserver, tmp_path: Path) -> None:
    async with steward(homeserver, tmp_path) as one, steward(homeserver, tmp_path) as other:
        room = await _room_of(one, other)
        assert set(await other.witness.window.joined_members(room)) == {one.user_id, other.user_id}


async def _room_of(one: Steward, other: Steward) -> str:
    return await one.open_circle("circle 1", other)
