"""To whom the key of a conversation is given, when it is replaced, what is told to the others."""

from __future__ import annotations

import math
from typing import Any

import pytest

from care.matrix.cross_signing import OwnIdentity
from care.matrix.decryption import KeyMissing
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import Json, KeyServer, Party

ROOM = "!salle:test"


async def can_read(party: Party, event: Json) -> bool:
    party.receive(event["sender"])
    try:
        await party.hear(ROOM, event)
    except KeyMissing:
        return False
    return True


async def test_who_left_cannot_read_what_is_said_next(arrive: Arrive) -> None:
    bot, alice, carol = await arrive("bot"), await arrive("alice"), await arrive("carol")
    both = (alice.user_id, carol.user_id)
    first = await bot.say(ROOM, "un", *both)
    assert (await can_read(alice, first), await can_read(carol, first)) == (True, True)

    second = await bot.say(ROOM, "deux", alice.user_id)

    assert (await can_read(alice, second), await can_read(carol, second)) == (True, False)
    assert second["content"]["session_id"] != first["content"]["session_id"]


async def test_a_removed_device_cannot_read_what_is_said_next(
    arrive: Arrive, server: KeyServer
) -> None:
    bot, alice = await arrive("bot"), await arrive("alice")
    stolen = await arrive("alice", "STOLEN")
    assert await can_read(stolen, await bot.say(ROOM, "un", alice.user_id))

    del server.devices[alice.user_id]["STOLEN"]
    bot.receive(alice.user_id)
    event = await bot.say(ROOM, "deux", alice.user_id)

    assert (await can_read(alice, event), await can_read(stolen, event)) == (True, False)


async def test_a_new_device_reads_from_the_next_message_on_and_the_others_get_nothing_new(
    arrive: Arrive, server: KeyServer
) -> None:
    bot, alice, carol = await arrive("bot"), await arrive("alice"), await arrive("carol")
    both = (alice.user_id, carol.user_id)
    first = await bot.say(ROOM, "un", *both)
    server.sent.clear()

    tablet = await arrive("alice", "TABLET")
    bot.receive(alice.user_id)
    second = await bot.say(ROOM, "deux", *both)

    assert server.sent == [("m.room.encrypted", (alice.user_id, "TABLET"))]
    assert second["content"]["session_id"] == first["content"]["session_id"]
    assert (await can_read(tablet, second), await can_read(tablet, first)) == (True, False)


async def test_a_session_serves_a_hundred_messages(arrive: Arrive) -> None:
    bot, alice = await arrive("bot"), await arrive("alice")
    events = [await bot.say(ROOM, f"n{number}", alice.user_id) for number in range(101)]

    sessions = [event["content"]["session_id"] for event in events]

    assert len(set(sessions[:100])) == 1
    assert sessions[100] != sessions[99]


async def test_refused_devices_are_told_why_once_per_session(
    arrive: Arrive, server: KeyServer
) -> None:
    bot, alice = await arrive("bot"), await arrive("alice")
    await arrive("alice", "ROGUE", signed=False)
    await arrive("dave", signed=False)
    people = (alice.user_id, "@dave:test")

    first = await bot.say(ROOM, "un", *people)
    await bot.say(ROOM, "deux", *people)

    for who in ((alice.user_id, "ROGUE"), ("@dave:test", "PHONE")):
        [told] = server.inboxes[who]
        assert told["type"] == "m.room_key.withheld"
        assert told["content"]["code"] == "m.unverified"
        assert told["content"]["session_id"] == first["content"]["session_id"]


async def test_a_device_signed_since_gets_the_present_session(
    arrive: Arrive, server: KeyServer, identities: dict[str, OwnIdentity]
) -> None:
    bot, alice = await arrive("bot"), await arrive("alice")
    rogue = await arrive("alice", "ROGUE", signed=False)
    first = await bot.say(ROOM, "un", alice.user_id)

    server.sign(identities[alice.user_id], alice.user_id, "ROGUE")
    bot.receive(alice.user_id)
    second = await bot.say(ROOM, "deux", alice.user_id)

    assert await can_read(rogue, second)
    assert second["content"]["session_id"] == first["content"]["session_id"]


async def test_another_s_poisoned_key_silences_nobody_else(
    arrive: Arrive, server: KeyServer
) -> None:
    bot, alice, mallory = await arrive("bot"), await arrive("alice"), await arrive("mallory")
    stock = server.one_time[mallory.user_id, "PHONE"]
    poisons: list[Any] = [
        {"key": "AAAA"},
        {"key": "A" * 43},
        {"key": 3},
        {},
        [],
        None,
        "x",
    ]
    for poison in poisons:
        stock.clear()
        stock["signed_curve25519:AAAA"] = signed_by(mallory, poison)
        bot.machine.sharing.forget(ROOM)
        bot.machine.sharing._sessions._without_keys.clear()

        event = await bot.say(ROOM, "un", mallory.user_id, alice.user_id)

        assert await can_read(alice, event)


def signed_by(party: Party, key: Any) -> Any:
    """`key` with a valid signature, if it is something that can be signed."""
    if not isinstance(key, dict) or not key:
        return key
    signature = party.machine.olm.sign_json(dict(key))
    return {**key, "signatures": {party.user_id: {f"ed25519:{party.device_id}": signature}}}


async def test_a_key_of_one_s_own_is_given_again_to_who_had_it(
    arrive: Arrive, server: KeyServer
) -> None:
    bot, alice = await arrive("bot"), await arrive("alice")
    event = await bot.say(ROOM, "un", alice.user_id)
    server.inboxes.clear()  # the key is lost on its way
    later = await arrive("alice", "LATER")
    bot.receive(alice.user_id)
    session_id = event["content"]["session_id"]

    for device_id in ("PHONE", "LATER"):
        assert await bot.machine.sharing.give_again(ROOM, session_id, (alice.user_id, device_id))

    assert await can_read(alice, event)
    assert await can_read(later, event)


async def test_a_key_is_not_given_to_who_never_had_it(arrive: Arrive, server: KeyServer) -> None:
    bot, alice = await arrive("bot"), await arrive("alice")
    await arrive("eve")
    await arrive("alice", "ROGUE", signed=False)
    event = await bot.say(ROOM, "un", alice.user_id)
    session_id = event["content"]["session_id"]
    give = bot.machine.sharing.give_again

    assert not await give(ROOM, session_id, ("@eve:test", "PHONE"))
    assert not await give(ROOM, session_id, (alice.user_id, "ROGUE"))
    assert not await give(ROOM, "autre", (alice.user_id, "PHONE"))
    assert not await give("!autre:test", session_id, (alice.user_id, "PHONE"))
    answers = [await give(ROOM, session_id, (alice.user_id, "PHONE")) for _ in range(5)]
    assert answers == [True, True, True, False, False]


@pytest.mark.parametrize("people", [1, 250])
async def test_many_devices_are_served_in_few_requests(
    arrive: Arrive, server: KeyServer, people: int
) -> None:
    bot, alice = await arrive("bot"), await arrive("alice")
    identity = OwnIdentity.create()
    server.sign(identity, alice.user_id)
    for number in range(people):
        name = f"D{number}"
        alice.machine.olm.device_id = name
        document = alice.machine._signed_device()
        server.devices[alice.user_id][name] = identity.sign_device(alice.user_id, document)
        signature = alice.machine.olm.sign_json({"key": _key(alice, number)})
        signatures = {alice.user_id: {f"ed25519:{name}": signature}}
        key = {"key": _key(alice, number), "signatures": signatures}
        server.one_time[alice.user_id, name] = {"signed_curve25519:A": key}
    server.requests.clear()

    await bot.say(ROOM, "un", alice.user_id)

    given = [who for type_, who in server.sent if type_ == "m.room.encrypted"]
    assert len(given) == people
    assert server.requests["keys/claim"] == math.ceil(people / 50)


def _key(party: Party, number: int) -> str:
    keys = list(party.server.ever_offered)
    return keys[number % len(keys)]
