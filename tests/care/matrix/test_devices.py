"""Whom we listen to, as lists of devices change, and as a homeserver lies about them."""

from __future__ import annotations

from typing import Any

import pytest

from care.matrix.cross_signing import OwnIdentity
from care.matrix.decryption import NotTrusted
from care.matrix.trust import Doubt
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import KeyServer, Party

ROOM = "!salle:test"
ALICE = "@alice:test"


async def doubt_of(bob: Party, alice: Party, text: str) -> Doubt | None:
    """What `bob` has against what `alice` says next; None when he hears it."""
    event = await alice.say(ROOM, text, bob.user_id)
    bob.receive(alice.user_id)
    try:
        assert await bob.hear(ROOM, event) == text
    except NotTrusted as refusal:
        return refusal.doubt
    return None


async def test_an_unsigned_device_is_heard_once_its_owner_signs_it(
    arrive: Arrive, server: KeyServer, identities: dict[str, OwnIdentity]
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    tablet = await arrive("alice", "TABLET", signed=False)

    assert await doubt_of(bob, tablet, "un") is Doubt.UNSIGNED
    server.sign(identities[ALICE], ALICE, "TABLET")
    assert await doubt_of(bob, tablet, "deux") is None
    assert await doubt_of(bob, alice, "trois") is None


async def test_a_person_without_identity_is_not_heard(arrive: Arrive) -> None:
    bob, alice = await arrive("bob"), await arrive("alice", signed=False)
    assert await doubt_of(bob, alice, "un") is Doubt.UNSIGNED


async def test_a_replaced_identity_is_refused_and_still_so_after_a_restart(
    arrive: Arrive, server: KeyServer
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    assert await doubt_of(bob, alice, "un") is None

    server.sign(OwnIdentity.create(), ALICE, "PHONE")
    assert await doubt_of(bob, alice, "deux") is Doubt.IDENTITY_CHANGED
    await bob.restart()
    assert await doubt_of(bob, alice, "trois") is Doubt.IDENTITY_CHANGED


async def test_the_reason_of_a_doubt_survives_a_restart(arrive: Arrive, server: KeyServer) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    await doubt_of(bob, alice, "un")
    server.sign(OwnIdentity.create(), ALICE, "PHONE")
    await doubt_of(bob, alice, "deux")

    await bob.restart()

    [device] = bob.machine.devices.of(ALICE)
    assert bob.machine.devices.doubt_about(ALICE, device) is Doubt.IDENTITY_CHANGED


async def test_taking_all_keys_away_is_a_changed_identity_too(
    arrive: Arrive, server: KeyServer
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    await doubt_of(bob, alice, "un")

    del server.identities[ALICE]

    assert await doubt_of(bob, alice, "deux") is Doubt.IDENTITY_CHANGED


async def test_an_identity_that_an_operator_accepts_is_pinned_in_its_turn(
    arrive: Arrive, server: KeyServer
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    await doubt_of(bob, alice, "un")
    new = OwnIdentity.create()
    server.sign(new, ALICE, "PHONE")
    assert await doubt_of(bob, alice, "deux") is Doubt.IDENTITY_CHANGED
    asked: list[tuple[str, str | None]] = []

    async def accepts(user_id: str, master: str | None) -> bool:
        asked.append((user_id, master))
        return len(asked) == 1

    bob.machine.devices.accepts = accepts
    # Nothing changed on the server, and nobody restarts: the next message is heard.
    event = await alice.say(ROOM, "trois", bob.user_id)
    bob.receive()
    assert await bob.hear(ROOM, event) == "trois"
    assert asked == [(ALICE, new.master.public)]
    server.sign(OwnIdentity.create(), ALICE, "PHONE")
    assert await doubt_of(bob, alice, "quatre") is Doubt.IDENTITY_CHANGED


async def test_swapped_keys_are_not_the_owner_s(arrive: Arrive, server: KeyServer) -> None:
    bob, alice, eve = await arrive("bob"), await arrive("alice"), await arrive("eve")
    assert await doubt_of(bob, alice, "un") is None
    stolen = server.devices["@eve:test"]["PHONE"]

    def swap(answer: dict[str, Any]) -> dict[str, Any]:
        devices = answer["device_keys"].get(ALICE)
        if devices:
            old = devices["PHONE"]
            keys = {
                "ed25519:PHONE": stolen["keys"]["ed25519:PHONE"],
                "curve25519:PHONE": stolen["keys"]["curve25519:PHONE"],
            }
            devices["PHONE"] = {**old, "keys": keys}
        return answer

    server.lie = swap
    event = await eve.say(ROOM, "je suis Alice", bob.user_id)
    bob.receive(ALICE)
    with pytest.raises(NotTrusted) as refusal:
        await bob.hear(ROOM, {**event, "sender": ALICE})
    assert refusal.value.doubt is Doubt.UNKNOWN
    await bob.say(ROOM, "secret", ALICE)
    assert server.inboxes.get((ALICE, "PHONE"), []) == []


async def test_keys_that_sign_themselves_under_a_known_name_are_refused_too(
    arrive: Arrive, server: KeyServer
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    assert await doubt_of(bob, alice, "un") is None
    impostor = await arrive("alice", "OTHER", signed=False)
    document = impostor.machine._signed_device()
    impostor.machine.olm.device_id = "PHONE"
    server.devices[ALICE] = {"PHONE": impostor.machine._signed_device()}
    assert document["device_id"] == "OTHER"

    event = await impostor.say(ROOM, "deux", bob.user_id)
    bob.receive(ALICE)

    with pytest.raises(NotTrusted):
        await bob.hear(ROOM, event)


async def test_a_device_that_comes_back_is_given_keys_again(
    arrive: Arrive, server: KeyServer
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    await doubt_of(bob, alice, "un")
    away = server.devices[ALICE].pop("PHONE")
    bob.receive(ALICE)
    await bob.machine.devices.refresh([ALICE])
    assert bob.machine.devices.of(ALICE) == []

    server.devices[ALICE]["PHONE"] = away
    bob.receive(ALICE)
    event = await bob.say(ROOM, "deux", ALICE)
    alice.receive("@bob:test")

    assert await alice.hear(ROOM, event) == "deux"


async def test_a_device_made_anew_under_its_old_name_is_heard_when_its_owner_signs_it(
    arrive: Arrive, server: KeyServer, identities: dict[str, OwnIdentity]
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    await doubt_of(bob, alice, "un")
    again = await arrive("alice", "ANEW", signed=False)
    again.machine.olm.device_id = "PHONE"
    server.devices[ALICE] = {"PHONE": again.machine._signed_device()}
    server.one_time[ALICE, "PHONE"].clear()
    server.sign(identities[ALICE], ALICE, "PHONE")

    assert await doubt_of(bob, again, "deux") is None


async def test_a_logged_out_device_is_still_heard_for_what_it_said_before(
    arrive: Arrive, server: KeyServer
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    await doubt_of(bob, alice, "un")
    event = await alice.say(ROOM, "deux", bob.user_id)
    del server.devices[ALICE]["PHONE"]

    bob.receive(ALICE)

    assert await bob.hear(ROOM, event) == "deux"


@pytest.mark.parametrize(
    "nonsense", [None, [], 3, {ALICE: 3}, {ALICE: {"PHONE": 3}}, {ALICE: {"PHONE": {"keys": 1}}}]
)
async def test_nonsense_in_an_answer_is_nobody(
    arrive: Arrive, server: KeyServer, nonsense: Any
) -> None:
    bob = await arrive("bob")
    await arrive("alice")
    server.lie = lambda answer: {
        **answer,
        "device_keys": nonsense,
        "master_keys": nonsense,
        "self_signing_keys": nonsense,
    }

    await bob.machine.devices.refresh([ALICE])

    assert bob.machine.devices.of(ALICE) == []


async def test_who_was_asked_is_not_asked_again_until_something_changes(
    arrive: Arrive, server: KeyServer
) -> None:
    bob = await arrive("bob")
    await arrive("alice")

    async def queries() -> int:
        before = server.requests["keys/query"]
        await bob.machine.devices.refresh([ALICE])
        return server.requests["keys/query"] - before

    assert (await queries(), await queries()) == (1, 0)
    await bob.restart()
    assert await queries() == 0
    bob.receive(ALICE)
    assert (await queries(), await queries()) == (1, 0)
