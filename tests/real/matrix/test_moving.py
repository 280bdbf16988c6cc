"""A circle survives the upgrade of its room: same key, same people, same mark, told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.access.act import RoomKind
from care.access.room_kind import KIND_EVENT, render_kind
from care.matrix.http import path
from care.matrix.model import Moved
from care.runtime.outgoing import Address, Invite, Remove, Say
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import Steward, steward
from tests.real.servers import RunningHomeserver
from tests.real.upgrade import upgrade_room

pytestmark = pytest.mark.real

_CIRCLE = Address(key="circle 1")


async def _upgrade(bot: Steward, room: str) -> str:
    return await upgrade_room(bot.url, bot.files, room)


async def _check_moved(bot: Steward, alice: Someone, former: str, new: str) -> None:
    await bot.wait_until(lambda: bool(bot.witness.moves))
    assert bot.witness.moves == [Moved("circle 1", new, former)]
    assert await bot.room_of("circle 1") == new
    assert await bot.state(new, KIND_EVENT) == render_kind(RoomKind.CIRCLE)
    assert await bot.done(Say(_CIRCLE, "la suite")) == ["sent"]
    await alice.listen_until(1, rooms=[new])
    assert alice.texts(new) == ["la suite"]
    await alice.say(new, "reçu")
    assert (await bot.wait_for()).room_id == new


async def test_its_people_follow_and_those_who_left_do_not(
    older_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with (
        someone(older_homeserver, tmp_path, "alice") as alice,
        someone(older_homeserver, tmp_path, "bruno") as bruno,
        steward(older_homeserver, tmp_path) as bot,
    ):
        room = await bot.open_circle("circle 1", alice, bruno)
        await bot.done(Remove(_CIRCLE, bruno.user_id))
        new = await _upgrade(bot, room)
        await _check_moved(bot, alice, room, new)
        assert await bot.membership(new, bruno) is None
        again = await _upgrade(bot, new)
        await bot.wait_until(lambda: len(bot.witness.moves) == 2)
        assert bot.witness.moves[1] == Moved("circle 1", again, new)


async def test_an_upgrade_while_we_were_down_is_followed_at_the_next_start(
    older_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(older_homeserver, tmp_path, "alice") as alice:
        async with steward(older_homeserver, tmp_path) as bot:
            room = await bot.open_circle("circle 1", alice)
        new = await _upgrade(bot, room)
        async with bot.again() as bot_again:
            await _check_moved(bot_again, alice, room, new)
        async with bot.again() as once_more:
            await once_more.done(Invite(_CIRCLE, alice.user_id))
            assert once_more.witness.moves == []


async def test_nobody_leads_a_circle_elsewhere_by_claiming_so(
    bot: Steward, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(either_homeserver, tmp_path, "alice") as alice:
        room = await bot.open_circle("circle 1", alice)
        birth = {"predecessor": {"room_id": room, "event_id": "$x"}}
        body = {"creation_content": birth, "invite": [bot.user_id], "preset": "private_chat"}
        answer = await alice.http.request("POST", path("createRoom"), body)
        await alice.wait_joined(answer["room_id"], bot.user_id)
        await alice.say(room, "toujours ici ?")
        await bot.wait_for()
        assert await bot.room_of("circle 1") == room
        assert bot.witness.moves == []
