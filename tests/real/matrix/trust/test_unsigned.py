"""MSC4153: devices that their owner did not sign get no keys and no answers, and are told why."""

from __future__ import annotations

import pytest

from care.matrix.cross_signing import OwnIdentity
from tests.real.matrix.trust.bot import BotHome
from tests.real.matrix.trust.conftest import GiveBot, GivePhone
from tests.real.matrix.trust.phone import Phone

pytestmark = pytest.mark.real
REASON = "n’est pas encore vérifié"


def withheld(phone: Phone, home: BotHome) -> list[str]:
    """The codes with which the bot refused its keys to this device, by session."""
    return [
        f"{event['content']['session_id']} {event['content']['code']}"
        for event in phone.to_device
        if (event["type"], event["sender"]) == ("m.room_key.withheld", home.user_id)
    ]


def clear_notices(phone: Phone, home: BotHome) -> list[str]:
    """What the bot said in clear."""
    return [
        event["content"]["body"]
        for event in phone.timeline
        if event["type"] == "m.room.message" and event["sender"] == home.user_id
    ]


async def test_an_unsigned_device_of_a_signed_person(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, identity = await new_bot(), OwnIdentity.create()
    alice = await new_phone(identity=identity)
    rogue = await new_phone(alice.user_id[1:].split(":")[0])
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
        await alice.say(room, "deux")
        await alice.wait_heard(room, home.user_id, "écho deux")
        assert await rogue.heard(room, home.user_id) == [None, None]
        assert [code.split()[1] for code in withheld(rogue, home)] == ["m.unverified"]

        for text in ("refusé une fois", "refusé deux fois"):
            await rogue.say(room, text)
        said = await alice.wait_heard(room, home.user_id, REASON)
        await alice.say(room, "trois")  # what the rogue said came before it
        said = await alice.wait_heard(room, home.user_id, "écho trois")
        await rogue.sync()
        assert clear_notices(rogue, home) == clear_notices(alice, home) == [said[-2]]
        assert not any("refusé" in str(one) for one in said)

        await rogue.sign(identity)
        await rogue.say(room, "signé")
        await rogue.wait_heard(room, home.user_id, "écho signé")
        assert len(withheld(rogue, home)) == 1
        assert len(clear_notices(rogue, home)) == 1


async def test_a_person_without_identity_then_with_one(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, carol = await new_bot(), await new_phone()
    async with home.running():
        room = await carol.open_room(home.user_id)
        await carol.say(room, "refusé")
        await carol.wait_heard(room, home.user_id, REASON)

        identity = OwnIdentity.create()
        await carol.publish(identity)
        await carol.sign(identity)
        await carol.say(room, "signé")
        said = await carol.wait_heard(room, home.user_id, "écho signé")

    assert len(clear_notices(carol, home)) == 1
    assert not any("écho refusé" in str(one) for one in said)


async def test_the_reason_is_told_again_in_another_room_but_not_after_a_restart(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, carol = await new_bot(), await new_phone()
    async with home.running():
        rooms = [await carol.open_room(home.user_id) for _ in range(2)]
        for room in rooms:
            await carol.say(room, "refusé")
            await carol.wait_heard(room, home.user_id, REASON)
    async with home.running():
        await carol.say(rooms[0], "refusé encore")
        identity = OwnIdentity.create()
        await carol.publish(identity)
        await carol.sign(identity)
        await carol.say(rooms[0], "signé")
        await carol.wait_heard(rooms[0], home.user_id, "écho")
    assert len(clear_notices(carol, home)) == 2
