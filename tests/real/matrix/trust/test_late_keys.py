"""Messages that arrive before their key, or without it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from care.matrix.cross_signing import OwnIdentity
from tests.real.matrix.trust.conftest import GiveBot, GivePhone

pytestmark = pytest.mark.real
TOLD = "Je n’ai pas pu lire un message"
SOON = timedelta(seconds=1)


async def test_a_key_that_comes_later_is_enough(new_bot: GiveBot, new_phone: GivePhone) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        alice.http.holding = True
        await alice.say(room, "trop tôt")
        await alice.say(room, "aussi")
        await asyncio.sleep(3)
        assert await alice.heard(room, home.user_id) == []

        await alice.http.release()
        said = await alice.wait_heard(room, home.user_id, "écho aussi")

    assert said == ["écho trop tôt", "écho aussi"]


async def test_a_key_that_comes_while_the_bot_is_away_is_enough(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        alice.http.holding = True
        await alice.say(room, "trop tôt")
        await asyncio.sleep(1)
    await alice.http.release()
    async with home.running():
        assert await alice.wait_heard(room, home.user_id, "écho") == ["écho trop tôt"]


async def test_who_speaks_without_a_key_is_told_once_what_to_do(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running(late_grace=SOON):
        room = await alice.open_room(home.user_id)
        alice.http.holding = True
        await alice.say(room, "perdu")
        await alice.wait_heard(room, home.user_id, TOLD)
        await alice.say(room, "perdu encore")
        await asyncio.sleep(2)
    async with home.running(late_grace=SOON):
        await alice.say(room, "toujours perdu")
        await asyncio.sleep(2)
        alice.http.held.clear()
        alice.http.holding = False
        alice.machine.sharing.forget(room)
        await alice.say(room, "retrouvé")
        said = await alice.wait_heard(room, home.user_id, "écho retrouvé")

    assert [str(one)[: len(TOLD)] for one in said] == [TOLD, "écho retrouvé"]


async def test_a_lost_key_is_asked_for_and_brings_the_answer(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
        alice.machine.sharing.forget(room)
        alice.http.holding = True
        await alice.say(room, "perdu")
        alice.http.held.clear()  # what was on its way is lost for good
        alice.http.holding = False

        async with asyncio.timeout(90):
            while not any(e["type"] == "m.room_key_request" for e in alice.to_device):
                await alice.sync(1_000)
        await alice.machine.mend()
        assert await alice.wait_heard(room, home.user_id, "écho perdu")
