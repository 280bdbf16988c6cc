"""A bot whose keys come from an old copy of its disk: what is broken is begun anew."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from care.matrix.cross_signing import OwnIdentity
from tests.real.judge.judge import Judge
from tests.real.matrix.trust.bot import BotHome
from tests.real.matrix.trust.conftest import GiveBot, GivePhone
from tests.real.matrix.trust.liar import liar
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


def keep_copy(home: BotHome) -> Path:
    """A copy of the state of a bot that is not running."""
    return Path(shutil.copytree(home.files.state, home.folder / "copy"))


def fall_back(home: BotHome, copy: Path) -> None:
    """Put the copy in place of what came since. The service database stays as it is."""
    shutil.rmtree(home.files.state)
    shutil.copytree(copy, home.files.state)


async def test_a_person_with_our_client_is_answered_and_so_is_what_was_lost(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
    copy = keep_copy(home)
    async with home.running():
        for text in ("deux", "trois"):
            alice.machine.sharing.forget(room)
            await alice.say(room, text)
            await alice.wait_heard(room, home.user_id, f"écho {text}")
    fall_back(home, copy)

    async with home.running():
        alice.machine.sharing.forget(room)
        await alice.say(room, "perdu")
        async with asyncio.timeout(90):
            while "écho perdu" not in await alice.heard(room, home.user_id):
                await alice.machine.mend()
                await asyncio.sleep(0.2)
        alice.machine.sharing.forget(room)
        await alice.say(room, "quatre")
        await alice.wait_heard(room, home.user_id, "écho quatre")


async def test_an_independent_client_is_answered_and_so_is_what_was_lost(
    homeserver: RunningHomeserver, new_bot: GiveBot
) -> None:
    home = await new_bot()
    name = home.user_id.replace("@bot", "judge").split(":")[0]
    await homeserver.create_user(name)
    async with Judge() as judge:
        await judge.login(home.url, name, "pw", isolation="signed")
        async with home.running():
            room = await judge.create_room(invite=[home.user_id])
            await judge.wait_membership(room, home.user_id)
            await judge.say(room, "un")
            await judge.wait_message(room, home.user_id, contains="écho un")
        copy = keep_copy(home)
        async with home.running():
            for text in ("deux", "trois"):
                await judge.new_room_key(room)
                await judge.say(room, text)
                await judge.wait_message(room, home.user_id, contains=f"écho {text}")
        fall_back(home, copy)

        async with liar(home.url) as proxy, home.running(url=proxy.url):
            await judge.new_room_key(room)
            await judge.say(room, "perdu")
            lost = await judge.wait_message(room, home.user_id, contains="écho perdu")
            await judge.say(room, "quatre")
            next_one = await judge.wait_message(room, home.user_id, contains="écho quatre")

    # Otherwise nothing was broken, and nothing is proven.
    assert ("m.room_key_request", judge.user_id, judge.device_id) in proxy.sent
    assert lost.flawless
    assert next_one.flawless
