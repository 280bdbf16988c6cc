"""Old messages go from the kinds of rooms that have a time; the others keep every one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from care.access.act import RoomKind
from care.access.room_kind import KIND_EVENT, render_kind
from care.matrix.http import MatrixHttp
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.room_request import MARK
from homeserver.trimming import Trim, Trimming
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import Steward, all_events, steward
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


@pytest_asyncio.fixture
async def http(homeserver: RunningHomeserver) -> AsyncIterator[MatrixHttp]:
    async with homeserver.http(homeserver.admin) as made:
        yield made


async def said(homeserver: RunningHomeserver, room: str) -> int:
    """How many messages the homeserver has."""
    events = await all_events(homeserver, room)
    return sum(one["type"] == "m.room.encrypted" for one in events)


async def test_what_is_older_goes_and_the_room_still_works(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone, http: MatrixHttp
) -> None:
    room = await alice.open_direct(bot.user_id)
    await alice.wait_joined(room, bot.user_id)
    await alice.say_all(room, [f"vieux {n}" for n in range(5)])
    await alice.wait_all_left()
    await bot.listen_until(5)
    limit = datetime.now(UTC)
    await alice.say_all(room, ["neuf 1", "neuf 2"])
    await alice.wait_all_left()
    trimming = Trimming(http)
    assert not await trimming.trim(Trim(room, RoomKind.CONVERSATION, limit - timedelta(days=9)))
    assert await trimming.trim(Trim(room, RoomKind.CONVERSATION, limit))
    assert await said(homeserver, room) <= 3
    await bot.listen_until(7)
    await alice.say(room, "encore")
    await bot.listen_until(8)
    assert bot.texts(room)[-3:] == ["neuf 1", "neuf 2", "encore"]


async def test_each_kind_has_its_time_and_circles_never_have_one(
    bot: Steward, alice: Someone, http: MatrixHttp
) -> None:
    admin = Admin(http)
    mark = {"type": MARK, "state_key": "", "content": {"key": "nurses"}}
    kinds = {
        await bot.open_circle("circle 1", alice): None,
        await alice.open_direct(bot.user_id): RoomKind.CONVERSATION,
        await admin.create_room({"initial_state": [mark]}): RoomKind.GROUP,
        await admin.create_room({"creation_content": {"type": "m.space"}}): None,
        await admin.create_room(
            {
                "initial_state": [
                    {
                        "type": KIND_EVENT,
                        "state_key": "",
                        "content": render_kind(RoomKind.ANNOUNCEMENTS),
                    }
                ]
            }
        ): RoomKind.ANNOUNCEMENTS,
    }
    now = datetime(2031, 1, 7, tzinfo=UTC)
    for days in (dict.fromkeys(RoomKind, 30), {RoomKind.GROUP: 30}):
        planned = {one.room_id: one async for one in Trimming(http).plan(days, now)}
        for room, kind in kinds.items():
            assert (room in planned) is (kind is not None and kind in days)
            if room in planned:
                assert planned[room] == Trim(room, kind, now - timedelta(days=30))  # type: ignore[arg-type]
    nothing = dict.fromkeys(RoomKind, 0)
    assert [one async for one in Trimming(http).plan(nothing, now)] == []
