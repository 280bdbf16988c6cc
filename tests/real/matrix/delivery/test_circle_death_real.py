"""The bot is killed again and again while it opens circles: each is there once, and whole."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from care.access.room_kind import KIND_EVENT
from care.matrix.http import Json
from care.matrix.media import get_file
from care.runtime.outgoing import Address, React
from tests.real.matrix.delivery.bot_process import BotProcess
from tests.real.matrix.delivery.circles_process import FILE
from tests.real.matrix.delivery.conftest import BotMaker
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import all_events
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real

_CIRCLES = 6
_KILLS = 25


async def test_twenty_five_kills_while_six_circles_are_opened(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot(module="tests.real.matrix.delivery.circles_process")
    await bot.start()
    chance = random.Random()
    async with (
        someone(homeserver, tmp_path, "alice") as alice,
        someone(homeserver, tmp_path, "bruno") as bruno,
        someone(homeserver, tmp_path, "carole") as carole,
    ):
        (room,) = await alice.open_rooms(1, bot.user_id)
        keys = [f"c{number}" for number in range(_CIRCLES)]
        asking = asyncio.create_task(_ask(alice, room, keys, bruno, carole))
        for _ in range(_KILLS):
            await asyncio.sleep(chance.uniform(0.2, 2.0))
            await bot.end()
            await bot.launch()
        await asking
        await bot.wait_ready()
        await alice.listen_until(4 * _CIRCLES, seconds=120)
        await alice.listen_for(1.5)
        circles = {
            said[0].text.removeprefix("carte "): where for where, said in alice.heard.items()
        }
        assert set(circles) == set(keys)
        for key, where in circles.items():
            await alice.wait_joined(where, bruno.user_id)  # his client answers when it can
            await _check_whole(homeserver, bot, alice, key, where, bruno, carole)
        assert await _rooms_of(homeserver, bot) == {room, *circles.values()}
        await _check_signs(bot, alice, circles, bruno)


async def _ask(alice: Someone, room: str, keys: list[str], bruno: Someone, carole: Someone) -> None:
    for key in keys:
        await alice.say(room, f"cercle {key} {bruno.user_id} {carole.user_id}")
        await asyncio.sleep(3)


async def _check_whole(
    homeserver: RunningHomeserver,
    bot: BotProcess,
    alice: Someone,
    key: str,
    room: str,
    bruno: Someone,
    carole: Someone,
) -> None:
    heard = alice.heard[room]
    texts = [f"carte {key}", f"membres {key}", "cr.pdf", f"* carte corrigée {key}"]
    assert [message.text for message in heard] == texts
    assert heard[3].edits == heard[0].event_id
    assert await get_file(alice.http, heard[2].content) == FILE
    events = await all_events(homeserver, room)
    said = [one for one in events if one["type"] == "m.room.encrypted"]
    assert Counter(one["sender"] for one in said) == {bot.user_id: 4}
    assert len([one for one in events if one["type"] == KIND_EVENT]) == 1
    for person in (alice, bruno, carole):
        moves = _moves(events, person)
        assert moves.count("invite") == 1
        assert moves[-1] == ("leave" if person is carole else "join")
    pins = [one for one in events if one["type"] == "m.room.pinned_events"]
    assert [one["content"]["pinned"] for one in pins] == [[heard[0].event_id, heard[1].event_id]]


def _moves(events: list[Json], person: Someone) -> list[str]:
    return [
        event["content"]["membership"]
        for event in events
        if event["type"] == "m.room.member" and event["state_key"] == person.user_id
    ]


async def _rooms_of(homeserver: RunningHomeserver, bot: BotProcess) -> set[str]:
    async with homeserver.http(homeserver.admin) as http:
        target = f"/_synapse/admin/v1/users/{bot.user_id}/joined_rooms"
        return set((await http.request("GET", target))["joined_rooms"])


async def _check_signs(
    bot: BotProcess, alice: Someone, circles: dict[str, str], bruno: Someone
) -> None:
    """Arrivals were told once each; then emojis are, killed in between."""
    arrivals = {f"{room} {one.user_id}" for room in circles.values() for one in (alice, bruno)}
    async with asyncio.timeout(90):
        while bot.open_rows() or not arrivals <= _told(bot):
            await asyncio.sleep(0.1)
    assert set(bot.effects().values()) == {1}
    chance = random.Random()
    rooms = list(circles.values())
    before = {room: len(alice.heard[room]) for room in rooms}
    for number in range(40):
        room = rooms[number % len(rooms)]
        await alice.queue(React(Address(room), alice.heard[room][0].event_id, str(number)))
        if number % 8 == 7:
            await asyncio.sleep(chance.uniform(0, 0.5))
            await bot.end()
            await bot.launch()
    await bot.wait_ready()
    await alice.listen_until(sum(before.values()) + 40)
    await alice.listen_for(1)
    for position, room in enumerate(rooms):
        expected = [f"vu {number}" for number in range(position, 40, len(rooms))]
        assert alice.texts(room)[before[room] :] == expected
    assert set(bot.effects().values()) == {1}


def _told(bot: BotProcess) -> set[str]:
    """What the bot was told and has handled."""
    return {body for (body,) in bot.query("SELECT body FROM effects")}
