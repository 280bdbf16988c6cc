"""A side that lost its state is found again, without its owner noticing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from care.matrix.decryption import KeyMissing
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import KeyServer, Party

ROOM = "!salle:test"


async def begin(bob: Party, alice: Party) -> None:
    """Both have spoken: the Olm sessions are past their beginning."""
    bob.receive()
    assert await bob.hear(ROOM, await told(alice, bob, "un")) == "un"
    assert await alice.hear(ROOM, await told(bob, alice, "deux")) == "deux"


async def told(speaker: Party, listener: Party, text: str) -> dict[str, object]:
    """What `speaker` says, its key on the way."""
    speaker.machine.sharing.forget(ROOM)
    event = await speaker.say(ROOM, text, listener.user_id)
    listener.receive()
    return event


async def lose_olm_sessions(bob: Party) -> None:
    bob.machine.store.connection.execute("DELETE FROM olm_session")
    await bob.restart()
    await bob.machine.devices.refresh(["@alice:test"])


def keep_copy(bob: Party) -> Path:
    """A copy of the disk."""
    copy = bob.file.with_suffix(".copy")
    bob.machine.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(bob.file, copy)
    return copy


async def fall_back(bob: Party, copy: Path) -> None:
    """Begin again with an old copy of the disk."""
    bob.close()
    for leftover in bob.file.parent.glob(f"{bob.file.name}*"):
        leftover.unlink()
    shutil.copy(copy, bob.file)
    await bob.open()


async def test_a_lost_session_is_begun_anew_and_the_next_words_are_heard(
    arrive: Arrive, server: KeyServer
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    await begin(bob, alice)
    await lose_olm_sessions(bob)
    with pytest.raises(KeyMissing):
        await bob.hear(ROOM, await told(alice, bob, "perdu"))
    server.sent.clear()

    assert await bob.machine.unwedging.mend() == 1
    assert server.sent == [("m.room.encrypted", (alice.user_id, "PHONE"))]
    alice.receive()

    assert await bob.hear(ROOM, await told(alice, bob, "trois")) == "trois"


async def test_a_device_that_fell_back_to_an_old_copy_of_its_disk_recovers(
    arrive: Arrive,
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    await begin(bob, alice)
    copy = keep_copy(bob)
    for number in range(3):
        await begin(bob, alice)
        assert await bob.hear(ROOM, await told(alice, bob, f"n{number}"))
    await fall_back(bob, copy)
    lost = await told(alice, bob, "perdu")
    with pytest.raises(KeyMissing):
        await bob.hear(ROOM, lost)

    bob.machine.key_requests._ask_after = 0
    await bob.machine.mend()
    alice.receive()
    await alice.machine.mend()
    bob.receive()

    assert await bob.hear(ROOM, lost) == "perdu"
    assert await bob.hear(ROOM, await told(alice, bob, "quatre")) == "quatre"


async def test_a_device_is_mended_once_an_hour_at_most(arrive: Arrive, server: KeyServer) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    await begin(bob, alice)
    key = alice.machine.olm.account.identity_keys["curve25519"]
    before = len(server.one_time[alice.user_id, "PHONE"])

    for _ in range(5):
        bob.machine.olm.broken.add((alice.user_id, key))
        await bob.machine.mend()

    assert len(server.one_time[alice.user_id, "PHONE"]) == before - 1


async def test_strangers_and_unsigned_devices_cost_nothing(
    arrive: Arrive, server: KeyServer
) -> None:
    bob, rogue = await arrive("bob"), await arrive("rogue", signed=False)
    bob.machine.olm.broken.add(("@nobody:test", "x"))
    bob.machine.olm.broken.add(
        (rogue.user_id, rogue.machine.olm.account.identity_keys["curve25519"])
    )

    assert await bob.machine.unwedging.mend() == 0
    assert server.requests["keys/claim"] == 0
    assert not bob.machine.olm.broken


async def test_a_first_message_to_a_key_that_the_old_disk_does_not_know_recovers(
    arrive: Arrive, server: KeyServer
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    await bob.machine.devices.refresh([alice.user_id])
    copy = keep_copy(bob)
    server.one_time[bob.user_id, "PHONE"].clear()
    await bob.machine.replenish(0)
    await fall_back(bob, copy)

    with pytest.raises(KeyMissing):
        await bob.hear(ROOM, await told(alice, bob, "un"))
    await bob.machine.mend()
    alice.receive()

    assert await bob.hear(ROOM, await told(alice, bob, "deux")) == "deux"
