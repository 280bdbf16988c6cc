"""The homeserver goes away, politely or not, and comes back: nothing is lost or doubled."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.real.matrix.delivery.bot_process import make_bot
from tests.real.matrix.delivery.people import echoes, events_of, someone
from tests.real.servers import PATIENCE, RunningHomeserver, running_homeserver

pytestmark = pytest.mark.real

_MESSAGES = 120


@pytest_asyncio.fixture
async def own_homeserver(tmp_path: Path) -> AsyncIterator[RunningHomeserver]:
    """A Synapse that a test may stop."""
    async with running_homeserver(tmp_path / "homeserver") as server:
        yield server


async def test_synapse_restarted_then_killed_during_a_conversation(
    own_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    server = own_homeserver
    bot = await make_bot(server, tmp_path)
    await bot.launch()
    await bot.wait_ready()
    async with someone(server, tmp_path) as alice:
        rooms = await alice.open_rooms(3, bot.user_id)
        said: dict[str, list[str]] = {room: [] for room in rooms}
        upheaval = asyncio.create_task(_upheaval(server))
        for number in range(_MESSAGES):
            room = rooms[number % 3]
            said[room].append(f"message {number}")
            await alice.say(room, f"message {number}")
            await asyncio.sleep(0.05)
        await upheaval
        await alice.listen_until(_MESSAGES, seconds=90)
        await alice.listen_for(1.5)
        for room in rooms:
            assert alice.texts(room) == echoes(said[room])
            assert len(await events_of(server, room, bot.user_id)) == len(said[room])
    assert set(bot.effects().values()) == {1}
    await bot.end(signal.SIGTERM)


async def _upheaval(server: RunningHomeserver) -> None:
    await asyncio.sleep(1)
    await server.process.restart(PATIENCE)
    await asyncio.sleep(1.5)
    assert server.process.pid is not None
    os.kill(server.process.pid, signal.SIGKILL)
    await asyncio.sleep(0.5)
    await server.process.restart(PATIENCE)


async def test_the_bot_that_starts_first_waits_for_its_homeserver(
    own_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    bot = await make_bot(own_homeserver, tmp_path)
    await own_homeserver.process.stop()
    await bot.launch()
    await asyncio.sleep(3)
    assert bot.process is not None and bot.process.returncode is None
    await own_homeserver.process.start(PATIENCE)
    await bot.wait_ready()
    async with someone(own_homeserver, tmp_path) as alice:
        (room,) = await alice.open_rooms(1, bot.user_id)
        await alice.say(room, "bonjour")
        await alice.listen_until(1)
        assert alice.texts(room) == echoes(["bonjour"])
    await bot.end()
