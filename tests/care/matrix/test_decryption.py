"""Whose words they are: what a homeserver, or a member of the room, cannot make us believe."""

from __future__ import annotations

import pytest

from care.matrix.decryption import KeyMissing, Malformed, NotTrusted
from care.matrix.trust import Doubt
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import KeyServer

ROOM = "!salle:test"


async def test_the_same_words_under_another_event_are_not_heard_twice(arrive: Arrive) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await alice.say(ROOM, "un", bob.user_id)
    bob.receive()
    assert await bob.hear(ROOM, event) == "un"

    for restart in (False, True):
        if restart:
            await bob.restart()
        assert await bob.hear(ROOM, event) == "un"
        with pytest.raises(Malformed):
            await bob.hear(ROOM, {**event, "event_id": "$autre"})


async def test_words_given_to_another_sender_are_refused(arrive: Arrive) -> None:
    alice, bob, eve = await arrive("alice"), await arrive("bob"), await arrive("eve")
    event = await alice.say(ROOM, "un", bob.user_id)
    bob.receive()

    with pytest.raises(NotTrusted) as refusal:
        await bob.hear(ROOM, {**event, "sender": eve.user_id})

    assert refusal.value.doubt is Doubt.UNKNOWN


async def test_words_moved_to_another_room_are_refused(arrive: Arrive) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await alice.say(ROOM, "un", bob.user_id)
    bob.receive()

    with pytest.raises(KeyMissing):
        await bob.hear("!autre:test", event)


async def test_a_key_sent_for_another_room_does_not_open_words_moved_there(
    arrive: Arrive, server: KeyServer
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await alice.say(ROOM, "un", bob.user_id)
    session = alice.machine.olm.outbound_group_sessions[ROOM]
    content = dict(alice.machine.sharing._given[ROOM].first_key[bob.user_id])
    content["room_id"] = "!autre:test"
    await alice.machine.sharing._send_key(alice.machine.devices.of(bob.user_id), content)
    bob.receive()
    assert session.id == event["content"]["session_id"]

    with pytest.raises(Malformed):
        await bob.hear("!autre:test", event)


async def test_a_member_who_passes_another_s_key_on_neither_displaces_nor_impersonates(
    arrive: Arrive,
) -> None:
    alice, bob, mallory = await arrive("alice"), await arrive("bob"), await arrive("mallory")
    event = await alice.say(ROOM, "un", bob.user_id, mallory.user_id)
    # Mallory sends on, as a key of her own, the one that Alice gave her.
    key = alice.machine.sharing._given[ROOM].first_key[mallory.user_id]
    await mallory.machine.devices.refresh([bob.user_id])
    target = mallory.machine.devices.of(bob.user_id)
    await mallory.machine.sharing._sessions.ensure(target)
    bob.server.inboxes[bob.user_id, "PHONE"], late = [], bob.server.inboxes[bob.user_id, "PHONE"]
    await mallory.machine.sharing._send_key(target, key)
    bob.receive()

    with pytest.raises(NotTrusted):
        await bob.hear(ROOM, event)
    assert await bob.hear(ROOM, {**event, "sender": mallory.user_id, "event_id": "$m"}) == "un"
    bob.server.inboxes[bob.user_id, "PHONE"] = late
    bob.receive()
    assert await bob.hear(ROOM, event) == "un"
    await bob.restart()
    assert await bob.hear(ROOM, event) == "un"


async def test_what_a_session_said_before_it_was_given_waits_for_its_key(arrive: Arrive) -> None:
    alice, bob, carol = await arrive("alice"), await arrive("bob"), await arrive("carol")
    before = await alice.say(ROOM, "un", carol.user_id)
    after = await alice.say(ROOM, "deux", carol.user_id, bob.user_id)
    bob.receive()

    assert await bob.hear(ROOM, after) == "deux"
    with pytest.raises(KeyMissing):
        await bob.hear(ROOM, before)


@pytest.mark.parametrize(
    "damage",
    [
        {"algorithm": "m.olm.v1.curve25519-aes-sha2"},
        {"algorithm": None},
        {"session_id": 3},
        {"session_id": None},
        {"ciphertext": 3},
        {"ciphertext": None},
        {"ciphertext": {}},
    ],
)
async def test_damaged_events_are_given_up(arrive: Arrive, damage: dict[str, object]) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await alice.say(ROOM, "un", bob.user_id)
    bob.receive()

    with pytest.raises(Malformed):
        await bob.hear(ROOM, {**event, "content": {**event["content"], **damage}})
    assert await bob.hear(ROOM, event) == "un"


@pytest.mark.parametrize("ciphertext", ["", "AAAA", "é", "A" * 200])
async def test_a_forged_ciphertext_says_nothing(arrive: Arrive, ciphertext: str) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await alice.say(ROOM, "un", bob.user_id)
    bob.receive()
    forged = {**event, "content": {**event["content"], "ciphertext": ciphertext}}

    with pytest.raises((KeyMissing, Malformed)):
        await bob.hear(ROOM, forged)


async def test_our_own_words_are_readable_to_us(arrive: Arrive) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await alice.say(ROOM, "un", bob.user_id)
    assert await alice.hear(ROOM, event) == "un"


async def test_a_refusal_names_the_device_that_spoke_not_the_one_that_the_event_names(
    arrive: Arrive,
) -> None:
    bob, rogue = await arrive("bob"), await arrive("alice", "ROGUE", signed=False)
    event = await rogue.say(ROOM, "un", bob.user_id)
    bob.receive()
    lying = {**event, "content": {**event["content"], "device_id": "x" * 10_000}}

    with pytest.raises(NotTrusted) as refusal:
        await bob.hear(ROOM, lying)

    assert (refusal.value.device_id, refusal.value.doubt) == ("ROGUE", Doubt.UNSIGNED)
