"""Once its keys are forgotten, a room says nothing more to us, from a copy or from a backup."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from care.matrix.forgetting import forget_room_keys
from care.matrix.http import MatrixError, path
from care.matrix.past import open_past
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import Steward, steward
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


@pytest_asyncio.fixture
async def bot(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Steward]:
    async with steward(homeserver, tmp_path) as made:
        yield made


@pytest_asyncio.fixture
async def alice(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Someone]:
    async with someone(homeserver, tmp_path, "alice") as person:
        yield person


async def _backed_up(bot: Steward) -> dict[str, object]:
    version = (await bot.http.request("GET", path("room_keys", "version")))["version"]
    query = {"version": str(version)}
    try:
        answer = await bot.http.request("GET", path("room_keys", "keys"), query=query)
    except MatrixError:
        return {}
    return dict(answer["rooms"])


async def test_keys_leave_the_disk_and_the_backup_and_other_rooms_keep_theirs(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone
) -> None:
    gone, kept = [await bot.open_circle(f"circle {n}", alice) for n in (1, 2)]
    for room in (gone, kept):
        await alice.say(room, "bonjour")
    await bot.listen_until(2)
    async with asyncio.timeout(90):
        while not {gone, kept} <= set(await _backed_up(bot)):
            await asyncio.sleep(0.1)
    for _ in range(2):  # doing it again is harmless
        await forget_room_keys(bot.http, bot.files, gone)
    assert gone not in await _backed_up(bot)
    assert kept in await _backed_up(bot)
    async with open_past(homeserver.url, bot.files) as past:
        first = [one async for one in past.events(gone) if one.encrypted]
        second = [one async for one in past.events(kept) if one.encrypted]
    assert first
    assert all(one.unread for one in first)
    assert second
    assert not any(one.unread for one in second)
    raw = b"".join(file.read_bytes() for file in bot.files.state.glob("crypto.db"))
    assert gone.encode() not in raw
    await alice.say(kept, "encore")  # the session that runs is not disturbed
    await bot.listen_until(3)
