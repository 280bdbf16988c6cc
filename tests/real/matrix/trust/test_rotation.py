"""Who may read the bot's next message, as people and devices come and go."""

from __future__ import annotations

import asyncio

import pytest

from care.matrix.cross_signing import OwnIdentity
from care.matrix.http import Json, path
from care.matrix.identity import password_auth
from tests.real.matrix.trust.conftest import GiveBot, GivePhone
from tests.real.matrix.trust.phone import PASSWORD, Phone

pytestmark = pytest.mark.real


async def said_by(bot: str, reader: Phone, room: str) -> list[Json]:
    """The bot's encrypted events, as `reader` received them."""
    await reader.sync()
    return [
        event
        for event in reader.timeline
        if (event["sender"], event["room_id"]) == (bot, room)
        and event["type"] == "m.room.encrypted"
    ]


def keys_from(bot: str, phone: Phone) -> int:
    """How many keys the bot sent to this device."""
    return sum(
        (event["type"], event["sender"]) == ("m.room.encrypted", bot) for event in phone.to_device
    )


@pytest.mark.parametrize("way", ["kick", "leave"])
async def test_who_left_reads_nothing_more(
    new_bot: GiveBot, new_phone: GivePhone, way: str
) -> None:
    home = await new_bot()
    alice = await new_phone(identity=OwnIdentity.create())
    carol = await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.http.request("POST", path("rooms", room, "invite"), {"user_id": carol.user_id})
        await carol.join(room)
        await asyncio.sleep(1.5)
        await alice.say(room, "un")
        await carol.wait_heard(room, home.user_id, "écho un")

        who = alice if way == "kick" else carol
        body = {"user_id": carol.user_id} if way == "kick" else {}
        await who.http.request("POST", path("rooms", room, way), body)
        await asyncio.sleep(1.5)
        await alice.say(room, "deux")
        await alice.wait_heard(room, home.user_id, "écho deux")

    first, second = await said_by(home.user_id, alice, room)
    await carol.sync()
    assert await carol.read(first) == "écho un"
    assert await carol.read(second) is None
    assert await alice.read(second) == "écho deux"


async def test_a_removed_device_reads_nothing_more_and_a_new_one_costs_one_message(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, identity = await new_bot(), OwnIdentity.create()
    alice = await new_phone(identity=identity)
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
        before = keys_from(home.user_id, alice)

        tablet = await new_phone(alice.user_id[1:].split(":")[0], identity=identity)
        await asyncio.sleep(1.5)
        await alice.say(room, "deux")
        await tablet.wait_heard(room, home.user_id, "écho deux")
        await alice.sync()
        assert keys_from(home.user_id, tablet) == 1
        assert keys_from(home.user_id, alice) == before
        first, second = await said_by(home.user_id, alice, room)
        assert first["content"]["session_id"] == second["content"]["session_id"]
        assert await tablet.read(first) is None

        await log_out(alice, tablet.device_id)
        await asyncio.sleep(1.5)
        await alice.say(room, "trois")
        await alice.wait_heard(room, home.user_id, "écho trois")

    third = (await said_by(home.user_id, alice, room))[-1]
    assert third["content"]["session_id"] != second["content"]["session_id"]
    assert await tablet.read(third) is None


async def log_out(owner: Phone, device_id: str) -> None:
    """The owner removes a device: its messages in waiting go with it."""
    body = {"auth": password_auth(owner.user_id, PASSWORD, {})}
    await owner.http.request("DELETE", path("devices", device_id), body)


async def test_a_newcomer_reads_from_the_invitation_on(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home = await new_bot()
    alice = await new_phone(identity=OwnIdentity.create())
    carol = await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.say(room, "avant")
        await alice.wait_heard(room, home.user_id, "écho avant")
        await alice.http.request("POST", path("rooms", room, "invite"), {"user_id": carol.user_id})
        await asyncio.sleep(1.5)
        await alice.say(room, "invitée")
        await alice.wait_heard(room, home.user_id, "écho invitée")
        await carol.join(room)
        await asyncio.sleep(1.5)
        await alice.say(room, "entrée")
        said = await carol.wait_heard(room, home.user_id, "écho entrée")

    assert said == [None, "écho invitée", "écho entrée"]


async def test_a_session_gives_way_after_a_hundred_messages(
    new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        for number in range(101):
            await alice.say(room, f"n{number}")
            if number % 25 == 0:  # before the timeline is cut short
                await alice.wait_heard(room, home.user_id, f"écho n{number}")

    sessions = [e["content"]["session_id"] for e in await said_by(home.user_id, alice, room)]
    assert len(sessions) == 101
    assert len(set(sessions)) == 2
    assert sessions.count(sessions[0]) == 100
