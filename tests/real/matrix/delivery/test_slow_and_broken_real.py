"""A slow answer delays nobody else; a bug is excused once, by a number that the log has."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.real.matrix.delivery.conftest import BotMaker
from tests.real.matrix.delivery.echo import GO
from tests.real.matrix.delivery.people import echoes, someone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


async def test_a_slow_answer_delays_no_other_room(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path) as alice:
        slow, quick = await alice.open_rooms(2, bot.user_id)
        await alice.say(slow, "lent")
        await alice.say(slow, "ensuite")
        for number in range(10):
            assert await alice.ask(quick, f"vite {number}") == f"écho vite {number}"
        late = await alice.open_direct(bot.user_id)  # the sync goes on: it hears of new rooms
        await alice.wait_joined(late, bot.user_id)
        assert alice.texts(slow) == []
        (bot.secrets / GO).touch()
        await alice.listen_until(2, rooms=[slow])
        assert alice.texts(slow) == echoes(["lent", "ensuite"])


async def test_a_bug_is_excused_once_and_work_goes_on(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path) as alice:
        (room,) = await alice.open_rooms(1, bot.user_id)
        await alice.say_all(room, ["avant", "panne de Zélie Quatrebarbes", "après"])
        await alice.listen_until(3)
        await alice.listen_for(1)
        before, excuse, after = alice.texts(room)
        assert [before, after] == echoes(["avant", "après"])
        found = re.search(r"\d{6}", excuse)
        assert found is not None
    lines = [json.loads(line) for line in bot.log.read_text(encoding="utf-8").splitlines()]
    (failure,) = [line for line in lines if line["event"] == "handling_failed"]
    assert failure["incident"] == found.group()
    assert failure["error"] == "Breakdown"
    assert "Zélie" not in bot.log.read_text(encoding="utf-8")
    assert len(bot.effects()) == 2  # what the bug had done was undone


async def test_what_looks_back_finds_all_that_came_before_it(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path) as alice:
        (room,) = await alice.open_rooms(1, bot.user_id)
        assert await alice.ask(room, "un") == "écho un"
        await bot.end()
        await alice.say_all(room, ["deux", "trois", "quatre", "combien"])
        await bot.start()
        await alice.listen_until(4)
        assert alice.texts(room)[-1] == "écho combien 4"


async def test_what_needs_something_that_is_away_is_handled_once_it_is_back(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    """In its turn, and nothing before it waits."""
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path) as alice:
        (room,) = await alice.open_rooms(1, bot.user_id)
        await alice.say_all(room, ["avant", "patience", "après"])
        await alice.listen_until(3)
        assert alice.texts(room) == echoes(["avant", "patience", "après"])
    assert len(bot.effects()) == 3
    assert "handling_postponed" in bot.log.read_text(encoding="utf-8")
    assert "handling_failed" not in bot.log.read_text(encoding="utf-8")
