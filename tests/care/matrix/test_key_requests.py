"""Asking again for a lost key; and what is not believed when it comes."""

from __future__ import annotations

from typing import Any

import pytest

from care.matrix.decryption import KeyMissing
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import Json, KeyServer, Party

ROOM = "!salle:test"


async def lose_the_key(server: KeyServer, alice: Party, bob: Party) -> Json:
    """A message of Alice whose key never arrives; Olm between them works."""
    await alice.say("!avant:test", "zéro", bob.user_id)
    bob.receive()
    event = await alice.say(ROOM, "un", bob.user_id)
    server.inboxes.clear()
    with pytest.raises(KeyMissing):
        await bob.hear(ROOM, event)
    return event


def forwarded(alice: Party, event: Json, **changes: Any) -> Json:
    """Alice's session as Rust clients forward it."""
    keys = alice.machine.olm.account.identity_keys
    session_id = event["content"]["session_id"]
    [session] = alice.machine.store.megolm.find(ROOM, session_id)
    return {
        "algorithm": "m.megolm.v1.aes-sha2",
        "room_id": ROOM,
        "session_id": session_id,
        "session_key": session.export_session(0),
        "sender_key": keys["curve25519"],
        "sender_claimed_ed25519_key": keys["ed25519"],
        "forwarding_curve25519_key_chain": [],
        **changes,
    }


async def send(sender: Party, receiver: Party, type_: str, content: Json) -> None:
    await sender.machine.devices.refresh([receiver.user_id])
    [device] = sender.machine.devices.of(receiver.user_id)
    sessions = sender.machine.sharing._sessions
    await sessions.ensure([device])
    with sender.machine.store.batch():
        sealed = sessions.encrypt(device, type_, content)
    event = {"type": "m.room.encrypted", "sender": sender.user_id, "content": sealed}
    sender.server.inboxes[receiver.user_id, receiver.device_id].append(event)


async def test_a_lost_key_is_asked_of_its_maker_and_given_again(
    arrive: Arrive, server: KeyServer
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await lose_the_key(server, alice, bob)
    bob.machine.key_requests._ask_after = 0

    await bob.machine.mend()
    await bob.machine.mend()
    requests = list(server.inboxes[alice.user_id, "PHONE"])
    assert [one["type"] for one in requests] == ["m.room_key_request"]
    alice.receive()
    await alice.machine.mend()

    assert bob.receive() == {(ROOM, event["content"]["session_id"])}
    assert await bob.hear(ROOM, event) == "un"


async def test_a_key_that_comes_in_time_is_not_asked_for(arrive: Arrive, server: KeyServer) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await alice.say(ROOM, "un", bob.user_id)
    with pytest.raises(KeyMissing):
        await bob.hear(ROOM, event)
    await bob.machine.mend()  # too early
    bob.receive()
    bob.machine.key_requests._ask_after = 0

    await bob.machine.mend()

    assert ("m.room_key_request", (alice.user_id, "PHONE")) not in server.sent


async def test_a_forwarded_key_asked_for_is_taken_from_its_maker(
    arrive: Arrive, server: KeyServer
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await lose_the_key(server, alice, bob)
    bob.machine.key_requests._ask_after = 0
    await bob.machine.mend()

    await send(alice, bob, "m.forwarded_room_key", forwarded(alice, event))

    assert bob.receive() == {(ROOM, event["content"]["session_id"])}
    assert await bob.hear(ROOM, event) == "un"


async def test_a_forwarded_key_not_asked_for_is_ignored(arrive: Arrive, server: KeyServer) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await lose_the_key(server, alice, bob)

    await send(alice, bob, "m.forwarded_room_key", forwarded(alice, event))

    assert bob.receive() == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"forwarding_curve25519_key_chain": ["x"]},
        {"sender_key": "x"},
        {"sender_claimed_ed25519_key": "x"},
        {"room_id": "!autre:test"},
        {"session_id": "x"},
        {"session_key": "x"},
        {"session_key": None},
        {"algorithm": "x"},
    ],
)
async def test_a_forwarded_key_that_says_something_else_is_ignored(
    arrive: Arrive, server: KeyServer, changes: Json
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await lose_the_key(server, alice, bob)
    bob.machine.key_requests._ask_after = 0
    await bob.machine.mend()

    await send(alice, bob, "m.forwarded_room_key", forwarded(alice, event, **changes))

    assert bob.receive() == set()


async def test_a_key_asked_of_one_person_is_not_taken_from_another(
    arrive: Arrive, server: KeyServer
) -> None:
    alice, bob, eve = await arrive("alice"), await arrive("bob"), await arrive("eve")
    event = await lose_the_key(server, alice, bob)
    bob.machine.key_requests._ask_after = 0
    await bob.machine.mend()

    await send(eve, bob, "m.forwarded_room_key", forwarded(alice, event))
    mine = eve.machine.olm.account.identity_keys
    as_own = {"sender_key": mine["curve25519"], "sender_claimed_ed25519_key": mine["ed25519"]}
    await send(eve, bob, "m.forwarded_room_key", forwarded(alice, event, **as_own))

    assert bob.receive() == set()


@pytest.mark.parametrize(
    "content",
    [
        None,
        {},
        {"action": "request"},
        {"action": "request", "body": 3, "requesting_device_id": "PHONE"},
        {"action": "request", "body": {"room_id": 1, "session_id": 2}},
        {"action": "request_cancellation", "body": {"room_id": ROOM, "session_id": "x"}},
    ],
)
async def test_nonsense_that_is_asked_of_us_gets_no_answer(
    arrive: Arrive, server: KeyServer, content: Any
) -> None:
    bob = await arrive("bob")
    source = {"type": "m.room_key_request", "sender": "@eve:test", "content": content}

    bob.machine.receive([source], [])
    await bob.machine.mend()

    assert server.sent == []


async def test_a_flood_of_requests_does_not_fill_our_memory(arrive: Arrive) -> None:
    bob = await arrive("bob")
    for number in range(3_000):
        bob.machine.key_requests.note_missing(ROOM, f"s{number}", "@eve:test")
        body = {"room_id": ROOM, "session_id": f"s{number}"}
        content = {"action": "request", "body": body, "requesting_device_id": "X"}
        bob.machine.key_requests.note_request({"sender": "@eve:test", "content": content})

    assert len(bob.machine.key_requests._missing) == 1_000
    assert len(bob.machine.key_requests._asked_of_us) == 1_000
