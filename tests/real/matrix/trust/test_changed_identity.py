"""A person whose identity was replaced: not heard before an operator checked who they are."""

from __future__ import annotations

import pytest

from care.matrix.acceptance import accept_identity
from care.matrix.cross_signing import OwnIdentity
from care.matrix.http import path
from tests.real.judge.judge import Judge
from tests.real.matrix.trust.bot import BotHome
from tests.real.matrix.trust.conftest import GiveBot, GivePhone
from tests.real.matrix.trust.phone import Phone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real
REASON = "identité sécurisée a été réinitialisée"


def accept(home: BotHome, user_id: str, master: str | None) -> None:
    """An operator, in another process, accepts the identity."""
    database = home.open_database()
    with database.begin() as connection:
        accept_identity(connection, home.user_id, user_id, master)
    database.close()


async def test_a_replaced_identity_is_heard_again_once_accepted(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    bob = await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await _room_of_three(alice, bob, home)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")

        new = OwnIdentity.create()
        await alice.publish(new)
        await alice.sign(new)
        await alice.say(room, "deux")
        await alice.wait_heard(room, home.user_id, REASON)

        accept(home, alice.user_id, OwnIdentity.create().master.public)  # somebody else's
        await alice.say(room, "trois")
        await _until_read(bob, room, home)
        accept(home, alice.user_id, new.master.public)
        await alice.say(room, "quatre")
        said = await alice.wait_heard(room, home.user_id, "écho quatre")

    assert not any(word in str(said) for word in ("écho deux", "écho trois"))


async def test_a_refusal_and_an_acceptance_survive_a_restart(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    bob = await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await _room_of_three(alice, bob, home)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
    new = OwnIdentity.create()
    await alice.publish(new)
    await alice.sign(new)
    async with home.running():
        await alice.say(room, "deux")
        await alice.wait_heard(room, home.user_id, REASON)
    accept(home, alice.user_id, None)
    for text in ("trois", "quatre"):
        async with home.running():
            await alice.say(room, text)
            await alice.wait_heard(room, home.user_id, f"écho {text}")

    later = OwnIdentity.create()
    await alice.publish(later)
    await alice.sign(later)
    async with home.running():
        await alice.say(room, "cinq")
        await _until_read(bob, room, home)
        assert "écho cinq" not in await alice.heard(room, home.user_id)


async def _room_of_three(alice: Phone, bob: Phone, home: BotHome) -> str:
    """A room of Alice and the bot, and of Bob, whose identity stays what it is."""
    room = await alice.open_room(home.user_id)
    await alice.http.request("POST", path("rooms", room, "invite"), {"user_id": bob.user_id})
    await bob.join(room)
    return room


async def _until_read(bob: Phone, room: str, home: BotHome) -> None:
    """Until the bot has done with all that was said before Bob speaks."""
    await bob.say(room, "témoin")
    await bob.wait_heard(room, home.user_id, "écho témoin")


async def test_an_independent_client_that_resets_itself_is_refused_then_accepted(
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
            await judge.say(room, "avant")
            await judge.wait_message(room, home.user_id, contains="écho avant")

            await judge.reset_identity()
            await judge.say(room, "refusé")
            notice = await judge.wait_message(room, home.user_id, contains=REASON)
            accept(home, judge.user_id, None)
            await judge.say(room, "accepté")
            answer = await judge.wait_message(room, home.user_id, contains="écho accepté")

    assert not notice.encrypted
    assert answer.flawless
