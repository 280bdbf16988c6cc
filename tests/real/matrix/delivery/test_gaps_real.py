"""Much was said while the bot was away: all of it is handled, once, in order."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.real.matrix.delivery.conftest import BotMaker
from tests.real.matrix.delivery.fault_proxy import fault_proxy
from tests.real.matrix.delivery.pen import pen_of
from tests.real.matrix.delivery.people import echoes, events_of, someone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


async def test_a_thousand_messages_in_one_room_and_three_hundred_in_twenty(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path) as alice:
        busy, *others = await alice.open_rooms(21, bot.user_id)
    await bot.end()
    async with pen_of(alice, bot.user_id) as pen:
        await pen.write(busy, [f"note {number}" for number in range(1000)])
        for room in others:
            await pen.write(room, [f"note {number}" for number in range(14)])
            await pen.write(room, ["fin"])
    await bot.start()
    async with asyncio.timeout(300):
        while len(bot.effects()) < 1300 or bot.open_rows():
            await asyncio.sleep(0.2)
    handled = [event_id for (event_id,) in bot.query("SELECT event_id FROM effects ORDER BY rowid")]
    assert len(handled) == len(set(handled)) == 1300
    for room in [busy, *others]:
        written = await events_of(homeserver, room, alice.user_id)
        assert [event_id for event_id in handled if event_id in set(written)] == written[::-1]
    for room in others:
        assert len(await events_of(homeserver, room, bot.user_id)) == 1


async def test_what_was_said_between_invitation_and_arrival_is_answered(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    """And nothing of what was said before."""
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path) as alice:
        await bot.end()
        room = await alice.open_direct()
        for number in range(30):
            await alice.say(room, f"entre nous {number}")
        await alice.wait_all_left()
        await alice.invite(room, bot.user_id)
        await alice.wait_known(room, bot.user_id)
        texts = [f"pour le robot {number}" for number in range(70)]  # more than one sync tells
        await alice.say_all(room, texts)
        await alice.wait_all_left()
        await bot.start()
        await alice.listen_until(len(texts))
        await alice.say(room, "merci")
        await alice.listen_until(len(texts) + 1)
        await alice.listen_for(1)
        assert alice.texts(room) == echoes([*texts, "merci"])


async def test_an_invitation_survives_the_death_of_the_bot(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    """Told once by the server, it is kept until the room was joined."""
    async with fault_proxy(homeserver.url) as proxy, someone(homeserver, tmp_path) as alice:
        bot = await new_bot(url=proxy.url)
        await bot.start()
        proxy.refuse = "/join/"
        room = await alice.open_direct(bot.user_id)
        await alice.say(room, "bonjour")
        async with asyncio.timeout(90):
            while not proxy.faults["refused"]:
                await asyncio.sleep(0.05)
        await bot.end()
        proxy.refuse = ""
        await bot.start()
        await alice.listen_until(1)
        assert alice.texts(room) == echoes(["bonjour"])
