"""A bot in hundreds of rooms starts as fast as in one, and answers in any of them."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import pytest

from care.matrix.http import path
from tests.real.matrix.delivery.bot_process import BotProcess
from tests.real.matrix.delivery.conftest import BotMaker
from tests.real.matrix.delivery.people import Someone, echoes, someone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real

_ROOMS = 300


async def test_three_hundred_rooms(
    homeserver: RunningHomeserver, tmp_path: Path, new_bot: BotMaker
) -> None:
    bot = await new_bot()
    await bot.start()
    async with someone(homeserver, tmp_path) as alice:
        rooms = await alice.open_rooms(3, bot.user_id)
        localpart = bot.user_id[1:].partition(":")[0]
        device = await homeserver.login(localpart, f"pw-{localpart}")
        async with homeserver.http(device) as http:
            places = asyncio.Semaphore(8)

            async def make() -> None:
                async with places:
                    await http.request("POST", path("createRoom"), {"preset": "private_chat"})

            await asyncio.gather(*(make() for _ in range(_ROOMS - len(rooms))))
        await bot.end()
        warm = await _start(bot)
        await _converse(alice, rooms)
        await bot.end()
        bot.lose_state()
        cold = await _start(bot)
        await _converse(alice, rooms)
    sys.stdout.write(
        f"{_ROOMS} rooms: ready after {warm:.1f} s, on an empty disk after {cold:.1f} s\n"
    )


async def _start(bot: BotProcess) -> float:
    started = time.monotonic()
    await bot.start()
    return time.monotonic() - started


async def _converse(alice: Someone, rooms: list[str]) -> None:
    for room in rooms:
        text = f"bonjour {time.monotonic()}"
        assert [await alice.ask(room, text)] == echoes([text])
