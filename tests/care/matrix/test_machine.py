"""One device's encryption, against a key server: what strangers send, and one-time keys."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care.matrix.decryption import KeyMissing
from care.matrix.machine import ONE_TIME_KEYS, Machine
from care.matrix.signing import encode_base64
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import KeyServer

ROOM = "!salle:test"
FEW = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
TYPES = st.sampled_from(
    [
        "m.room.encrypted",
        "m.room_key_request",
        "m.room_key",
        "m.dummy",
        "m.key.verification.start",
        "m.forwarded_room_key",
    ]
)


async def test_what_one_says_the_other_hears(arrive: Arrive) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")

    event = await alice.say(ROOM, "bonjour", bob.user_id)

    with pytest.raises(KeyMissing):
        await bob.hear(ROOM, event)
    assert bob.receive() == {(ROOM, event["content"]["session_id"])}
    assert await bob.hear(ROOM, event) == "bonjour"


@FEW
@given(garbage=st.lists(SHAPES, max_size=4), type_=TYPES, sender=SHAPES)
async def test_garbage_neither_raises_nor_spoils_what_comes_with_it(
    arrive: Arrive, server: KeyServer, garbage: list[Any], type_: str, sender: Any
) -> None:
    alice = await arrive("alice")
    bob = await arrive("bob")
    event = await alice.say(ROOM, "bonjour", bob.user_id)
    [good] = server.inboxes.pop(("@bob:test", "PHONE"))
    own = bob.machine.olm.account.identity_keys["curve25519"]
    hostile = [
        *garbage,
        *({"type": type_, "sender": sender, "content": one} for one in garbage),
        *({**good, "content": {**good["content"], "ciphertext": one}} for one in garbage),
        *(
            {**good, "content": {**good["content"], "ciphertext": {own: {"type": 0, "body": one}}}}
            for one in garbage
        ),
    ]

    arrived = bob.machine.receive([*hostile, good, *hostile], ["@alice:test"])

    assert arrived == {(ROOM, event["content"]["session_id"])}
    assert await bob.hear(ROOM, event) == "bonjour"
    await bob.machine.mend()


@FEW
@given(content=SHAPES, type_=TYPES, keys=SHAPES)
async def test_garbage_under_a_good_seal_is_not_believed_either(
    arrive: Arrive, server: KeyServer, content: Any, type_: str, keys: Any
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    await alice.say(ROOM, "bonjour", bob.user_id)
    bob.receive()
    [device] = alice.machine.devices.of(bob.user_id)
    session = alice.machine.olm.session_store.get(device.curve25519)
    payload = {
        "sender": alice.user_id,
        "recipient": bob.user_id,
        "recipient_keys": {"ed25519": device.ed25519},
        "keys": keys,
        "type": type_,
        "content": content,
    }
    kind, body = session.encrypt(json.dumps(payload)).to_parts()
    sealed = {"type": kind, "body": encode_base64(body)}
    event = {
        "type": "m.room.encrypted",
        "sender": alice.user_id,
        "content": {
            "algorithm": "m.olm.v1.curve25519-aes-sha2",
            "sender_key": alice.machine.olm.account.identity_keys["curve25519"],
            "ciphertext": {device.curve25519: sealed},
        },
    }

    assert bob.machine.receive([event], []) == set()


async def test_a_crowd_finds_keys_and_the_stock_is_filled_again(
    arrive: Arrive, server: KeyServer
) -> None:
    bob = await arrive("bob")
    stock = server.one_time["@bob:test", "PHONE"]
    assert len(stock) == ONE_TIME_KEYS

    for name in list(stock)[:150]:
        del stock[name]
    await bob.machine.replenish(len(stock))

    assert len(stock) == ONE_TIME_KEYS


async def test_above_the_mark_nothing_is_uploaded(arrive: Arrive, server: KeyServer) -> None:
    bob = await arrive("bob")
    before = server.requests["keys/upload"]

    await bob.machine.replenish(250)

    assert server.requests["keys/upload"] == before


@pytest.mark.parametrize("moment", ["before the upload", "after the upload"])
async def test_a_crash_while_replenishing_loses_no_key_and_offers_none_twice(
    arrive: Arrive, server: KeyServer, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    bob = await arrive("bob")
    server.one_time["@bob:test", "PHONE"].clear()
    name = "_signed_one_time_keys" if moment == "before the upload" else "_mark_published"

    def die(_machine: Machine) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(Machine, name, die)
        await bob.machine.replenish(0)
    offered_before = dict(server.one_time["@bob:test", "PHONE"])
    await bob.restart()
    await bob.machine.replenish(await bob.machine.count_one_time_keys())

    assert len(server.ever_offered) == len(set(server.ever_offered))
    assert len(server.one_time["@bob:test", "PHONE"]) == ONE_TIME_KEYS
    # The first keys handed out are those from before the crash: they work.
    server.one_time["@bob:test", "PHONE"] = offered_before or server.one_time["@bob:test", "PHONE"]
    alice = await arrive("alice")
    event = await alice.say(ROOM, "bonjour", bob.user_id)
    assert bob.receive()
    assert await bob.hear(ROOM, event) == "bonjour"


async def test_a_refused_upload_does_not_turn_in_circles(arrive: Arrive, server: KeyServer) -> None:
    bob = await arrive("bob")
    server.refuse_uploads = True
    before = server.requests["keys/upload"]

    await bob.machine.replenish(0)

    assert server.requests["keys/upload"] == before + 1


async def test_a_used_key_is_gone_from_the_disk(arrive: Arrive, server: KeyServer) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    await alice.say(ROOM, "bonjour", bob.user_id)
    first = server.inboxes["@bob:test", "PHONE"].copy()
    assert bob.receive()

    bob.machine.store.connection.execute("DELETE FROM olm_session")
    bob.machine.store.connection.execute("DELETE FROM megolm")
    await bob.restart()

    assert bob.machine.receive(first, []) == set()


async def test_device_keys_that_the_server_lost_are_published_again(
    arrive: Arrive, server: KeyServer
) -> None:
    bob = await arrive("bob")
    document = server.devices["@bob:test"].pop("PHONE")

    await bob.machine.publish_device()

    assert server.devices["@bob:test"]["PHONE"]["keys"] == document["keys"]
