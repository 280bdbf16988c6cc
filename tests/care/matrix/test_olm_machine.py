"""What nio's machine hands over instead of deciding it alone."""

from __future__ import annotations

from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import KeyServer

ROOM = "!salle:test"


async def test_a_message_that_no_session_opens_is_noted_as_broken(
    arrive: Arrive, server: KeyServer
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    await alice.say(ROOM, "un", bob.user_id)
    [event] = server.inboxes.pop((bob.user_id, "PHONE"))
    own = bob.machine.olm.account.identity_keys["curve25519"]
    body = event["content"]["ciphertext"][own]["body"]
    event["content"]["ciphertext"][own]["body"] = body[:-6] + "AAAAAA"

    assert bob.machine.receive([event], []) == set()

    key = alice.machine.olm.account.identity_keys["curve25519"]
    assert bob.machine.olm.broken == {(alice.user_id, key)}


async def test_a_first_message_uses_a_one_time_key_and_says_so(arrive: Arrive) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    await alice.say(ROOM, "un", bob.user_id)
    seen: list[bool] = []
    save = bob.machine.olm.save_account
    bob.machine.olm.save_account = lambda *parts: (
        seen.append(bob.machine.olm.used_one_time_key),
        save(*parts),
    )

    bob.receive()

    # Once by nio, before the key is used; once by us, after.
    assert seen == [True, False]
    assert not bob.machine.olm.used_one_time_key
