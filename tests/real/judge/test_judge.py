"""The judge itself: what it says about two people who use the same independent client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Protocol
from uuid import uuid4

import pytest
import pytest_asyncio

from tests.real.judge.judge import WITHHELD, Isolation, Judge, NotSeen
from tests.real.judge.process import ChildFailure
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


class Arrive(Protocol):
    async def __call__(self, *, signed: bool = True, isolation: Isolation = "signed") -> Judge: ...


@pytest_asyncio.fixture
async def arrive(homeserver: RunningHomeserver) -> AsyncIterator[Arrive]:
    """Makes a person with a device, who leaves at the end of the test."""
    async with AsyncExitStack() as stack:

        async def come(*, signed: bool = True, isolation: Isolation = "signed") -> Judge:
            name = f"judge-{uuid4().hex[:8]}"
            await homeserver.create_user(name)
            judge = await stack.enter_async_context(Judge())
            return await judge.login(homeserver.url, name, "pw", signed=signed, isolation=isolation)

        yield come


async def meet(host: Judge, guest: Judge) -> str:
    room = await host.create_room(invite=[guest.user_id])
    assert await guest.wait_invitation(host.user_id) == room
    await guest.join(room)
    await host.wait_membership(room, guest.user_id)
    return room


async def test_two_signed_people_talk_without_any_shield(arrive: Arrive) -> None:
    alice, bob = await arrive(), await arrive()
    room = await meet(alice, bob)

    asked = await alice.say(room, "Bonjour, êtes-vous disponible ?")
    heard = await bob.wait_message(room, alice.user_id, contains="disponible")
    await bob.say(room, "Oui, à 14 h.")
    answer = await alice.wait_message(room, bob.user_id)

    assert (heard.event_id, heard.flawless) == (asked, True)
    assert (answer.text, answer.flawless) == ("Oui, à 14 h.", True)
    [device] = await alice.device_status(bob.user_id)
    assert (device.device_id, device.signed_by_owner) == (bob.device_id, True)
    assert await alice.messages(room) == [
        seen for seen in alice.seen_so_far(room) if seen.type == "m.room.message"
    ]


async def test_an_unsigned_device_is_refused_both_ways_and_both_can_see_why(arrive: Arrive) -> None:
    strict, unsigned = await arrive(), await arrive(signed=False, isolation="all")
    room = await meet(strict, unsigned)

    await unsigned.say(room, "M’entendez-vous ?")
    refused = await strict.wait_failure(room, "UNSIGNED_SENDER_DEVICE", unsigned.user_id)
    await strict.say(room, "Confidentiel")
    withheld = await unsigned.wait_failure(room, WITHHELD, strict.user_id)

    assert refused.text == ""
    assert withheld.text == ""
    [device] = await strict.device_status(unsigned.user_id)
    assert not device.signed_by_owner


async def test_a_lenient_reader_sees_the_red_shield_of_an_unsigned_device(arrive: Arrive) -> None:
    lenient, unsigned = await arrive(isolation="all"), await arrive(signed=False, isolation="all")
    room = await meet(lenient, unsigned)

    await unsigned.say(room, "M’entendez-vous ?")
    heard = await lenient.wait_message(
        room, unsigned.user_id, where=lambda seen: seen.shield_reason == "UNSIGNED_DEVICE"
    )

    assert heard.shield == "red"
    assert not heard.flawless


async def test_a_new_identity_needs_approval(arrive: Arrive) -> None:
    alice, bob = await arrive(), await arrive()
    room = await meet(alice, bob)
    await bob.say(room, "Avant")
    await alice.wait_message(room, bob.user_id, contains="Avant")
    assert not (await alice.user_status(bob.user_id)).needs_user_approval

    await bob.reset_identity()
    await bob.say(room, "Après")
    await alice.wait_message(room, bob.user_id, contains="Après")

    await alice.device_status(bob.user_id)
    assert (await alice.user_status(bob.user_id)).needs_user_approval


async def test_a_recovery_key_brings_the_same_identity_to_a_new_device(
    arrive: Arrive, homeserver: RunningHomeserver
) -> None:
    alice, bob = await arrive(), await arrive()
    recovery_key = await alice.set_up_recovery()
    await meet(alice, bob)

    async with Judge() as again:
        await again.login(homeserver.url, alice.user_id, "pw", recovery_key=recovery_key)
        await bob.wait_signed(alice.user_id, again.device_id)
        restored = await again.restore_backup()

    assert restored.matches_key
    assert not (await bob.user_status(alice.user_id)).needs_user_approval


async def test_a_wait_that_fails_tells_what_was_seen_instead(arrive: Arrive) -> None:
    alice = await arrive()
    room = await alice.create_room()
    await alice.say(room, "seule ici")
    await alice.wait_message(room, alice.user_id, contains="seule ici")

    with pytest.raises(NotSeen, match="seule ici"):
        await alice.wait_message(room, "@personne:cercle.test", timeout=0.5)


async def test_a_request_that_cannot_be_done_says_so(arrive: Arrive) -> None:
    alice = await arrive()
    with pytest.raises(ChildFailure, match="unknown room"):
        await alice.messages("!ailleurs:cercle.test")


async def test_the_process_ends_with_its_judge() -> None:
    async with Judge() as judge:
        assert await judge.rss() > 10_000_000
    with pytest.raises(ChildFailure, match="not running"):
        await judge.rss()
