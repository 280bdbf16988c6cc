"""A network that lies: answers lost after the deed, cut in the middle, refused, replaced."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from care.matrix.http import path
from tests.real.matrix.delivery.conftest import BotMaker
from tests.real.matrix.delivery.fault_proxy import fault_proxy
from tests.real.matrix.delivery.people import Someone, echoes, events_of, someone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real

_MESSAGES = 100


async def test_a_hundred_messages_through_a_network_that_fails(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    async with fault_proxy(homeserver.url) as proxy, someone(homeserver, tmp_path) as alice:
        bot = await new_bot(url=proxy.url)
        await bot.start()
        proxy.badness = 0.25
        rooms = [await alice.open_direct(bot.user_id) for _ in range(4)]
        said: dict[str, list[str]] = {room: [] for room in rooms}
        for number in range(_MESSAGES):
            room = rooms[number % 4]
            said[room].append(f"message {number}")
            await alice.say(room, f"message {number}")
            await asyncio.sleep(0.02)
        await alice.listen_until(_MESSAGES, seconds=120)
        await alice.listen_for(2)
        for room in rooms:
            assert alice.texts(room) == echoes(said[room])
            assert len(await events_of(homeserver, room, bot.user_id)) == len(said[room])
        assert set(bot.effects().values()) == {1}
        kinds = {kind.split()[0] for kind in proxy.faults}
        assert kinds >= {"lost", "cut", "half", "429", "delay", "page", "5xx"}


async def test_the_lost_answer_to_a_creation_makes_no_second_room(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    async with (
        fault_proxy(homeserver.url) as proxy,
        someone(homeserver, tmp_path, "alice") as alice,
        someone(homeserver, tmp_path, "bruno") as bruno,
    ):
        bot = await new_bot(url=proxy.url)
        await bot.start()
        (room,) = await alice.open_rooms(1, bot.user_id)
        keys = [f"cle{number}" for number in range(6)]
        for number, key in enumerate(keys):
            # One, two or three answers lost in a row; the invitations' too.
            proxy.lose_next += ["/createRoom"] * (1 + number % 3) + ["/invite"]
            await alice.say(room, f"ouvre {key} {bruno.user_id}")
        await alice.listen_until(len(keys), rooms=[room])
        invited = await _invitations(bruno, len(keys))
        await asyncio.sleep(2)
        assert await _invitations(bruno, len(keys)) == invited
        assert proxy.faults["lost createRoom"] >= len(keys)
        await bruno.listen_until(len(keys))  # welcomed before the bot stepped back
        bound = {room_id for (room_id,) in bot.query("SELECT room_id FROM rooms")}
        assert len(bound) == len(keys)
        assert invited == bound
        welcomes = [text for said in bound for text in bruno.texts(said)]
        assert sorted(welcomes) == [f"Bienvenue dans {key}" for key in keys]
        await _wait_only_in(homeserver, bot.user_id, {room})


async def test_the_creation_answered_to_nobody_is_found_again(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    """The bot dies between the creation and its knowledge of it."""
    async with fault_proxy(homeserver.url) as proxy, someone(homeserver, tmp_path) as alice:
        bot = await new_bot(url=proxy.url)
        await bot.start()
        (room,) = await alice.open_rooms(1, bot.user_id)
        proxy.lose_next += ["/createRoom"] * 50
        await alice.say(room, f"ouvre salon {alice.user_id}")
        async with asyncio.timeout(90):
            while not proxy.faults["lost createRoom"]:
                await asyncio.sleep(0.01)
        await bot.end()
        proxy.lose_next.clear()
        await bot.start()
        assert len(await _invitations(alice, 1)) == 1
        await alice.listen_until(1, rooms=[room])
        await _wait_only_in(homeserver, bot.user_id, {room})
        assert await _invitations(alice, 1) == {
            room_id for (room_id,) in bot.query("SELECT room_id FROM rooms")
        }


async def _invitations(person: Someone, number: int) -> set[str]:
    """The rooms that `person` was brought into by others than themselves: joined at once."""
    found: set[str] = set()
    async with asyncio.timeout(90):
        while len(found) < number:
            answer = await person.http.request("GET", path("joined_rooms"))
            rooms = answer["joined_rooms"]
            found = {room for room in rooms if await _made_by_other(person, room)}
            await asyncio.sleep(0.2)
    return found


async def _made_by_other(person: Someone, room: str) -> bool:
    target = path("rooms", room, "state")
    # A list is not what our connection reads: ask for the one event.
    creation = await person.http.request("GET", f"{target}/m.room.create")
    return "fr.cercle.key" in creation


async def _wait_only_in(homeserver: RunningHomeserver, user_id: str, rooms: set[str]) -> None:
    """Wait until `user_id` is in no other room than `rooms`."""
    target = f"/_synapse/admin/v1/users/{user_id}/joined_rooms"
    async with homeserver.http(homeserver.admin) as http, asyncio.timeout(90):
        while set((await http.request("GET", target))["joined_rooms"]) != rooms:
            await asyncio.sleep(0.2)
