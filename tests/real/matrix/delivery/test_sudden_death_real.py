"""The bot is killed at random moments of a long conversation: nobody notices but by the delay."""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path

import pytest

from care.matrix.http import MatrixHttp, path
from tests.real.matrix.delivery.bot_process import BotProcess
from tests.real.matrix.delivery.conftest import BotMaker
from tests.real.matrix.delivery.people import Someone, echoes, events_of, someone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real

_MESSAGES = 200
_ROOMS = 5
_KILLS = 12


async def _talk(person: Someone, said: dict[str, list[str]], pause: float) -> None:
    rooms = list(said)
    for number in range(_MESSAGES):
        room = rooms[number % len(rooms)]
        said[room].append(f"message {number}")
        await person.say(room, f"message {number}")
        await asyncio.sleep(pause)


async def test_twelve_kills_among_two_hundred_messages(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot()
    await bot.start()
    chance = random.Random()
    async with someone(homeserver, tmp_path, "alice") as alice:
        rooms = await alice.open_rooms(_ROOMS, bot.user_id)
        said: dict[str, list[str]] = {room: [] for room in rooms}
        talking = asyncio.create_task(_talk(alice, said, pause=0.06))
        for _ in range(_KILLS):
            await asyncio.sleep(chance.uniform(0.0, 0.8))
            await bot.end()
            await bot.launch()
            if chance.random() < 0.7:  # the others die before they listen
                await bot.wait_ready()
        await talking
        await alice.listen_until(_MESSAGES)
        await alice.listen_for(1.5)

        for room in rooms:
            assert alice.texts(room) == echoes(said[room])
            assert len(await events_of(homeserver, room, bot.user_id)) == len(said[room])
    effects = bot.effects()
    assert len(effects) == _MESSAGES
    assert set(effects.values()) == {1}
    assert set(bot.runs()) == set(effects)
    async with asyncio.timeout(90):  # an answer is heard before the bot knows that it left
        while bot.open_rows():
            await asyncio.sleep(0.1)


async def test_the_database_lost_and_the_keys_kept(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path, "alice") as alice:
        first, second = await alice.open_rooms(2, bot.user_id)
        for number in range(20):
            await alice.say(first, f"un {number}")
        await alice.say(second, "deux")
        await alice.listen_until(21)
        await bot.end()
        for number in range(20, 90):  # more than one sync tells
            await alice.say(first, f"un {number}")
        await asyncio.sleep(1)
        bot.lose_database()
        await bot.start()
        await alice.listen_until(91)
        await alice.listen_for(1.5)
        assert alice.texts(first) == echoes(f"un {number}" for number in range(90))
        assert alice.texts(second) == echoes(["deux"])


async def test_everything_lost_but_what_was_kept_safe(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path, "alice") as alice:
        (room,) = await alice.open_rooms(1, bot.user_id)
        for number in range(15):
            await alice.say(room, f"avant {number}")
        await alice.listen_until(15)
        await _wait_backed_up(bot, room)
        await bot.end()
        for number in range(10):
            await alice.say(room, f"pendant {number}")
        await asyncio.sleep(1)
        bot.lose_state()
        await bot.start()
        await alice.listen_until(25)
        await alice.say(room, "après")
        await alice.listen_until(26)
        await alice.listen_for(1.5)
        before = [f"avant {number}" for number in range(15)]
        during = [f"pendant {number}" for number in range(10)]
        assert alice.texts(room) == echoes([*before, *during, "après"])


async def _wait_backed_up(bot: BotProcess, room: str) -> None:
    """Wait until the server keeps the keys of both sides of the conversation."""
    device = json.loads((bot.state / "device.json").read_text(encoding="utf-8"))
    http = MatrixHttp(bot.url, device["access_token"])
    try:
        version = (await http.request("GET", path("room_keys", "version")))["version"]
        kept, query = path("room_keys", "keys", room), {"version": str(version)}
        async with asyncio.timeout(90):
            while len((await http.request("GET", kept, query=query)).get("sessions", {})) < 2:
                await asyncio.sleep(0.2)
    finally:
        await http.close()
