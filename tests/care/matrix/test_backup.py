"""Keys go to the backup once, and come back to an empty disk."""

from __future__ import annotations

import os
from typing import Any

import pytest

from care.matrix.backup import Backup
from care.matrix.backup_codec import BackupKey
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import KeyServer, Party

ROOM = "!salle:test"


def backup_of(party: Party, key: BackupKey) -> Backup:
    return Backup(party.machine.http, party.machine, key, "1")


@pytest.fixture
def key() -> BackupKey:
    return BackupKey(os.urandom(32))


async def test_each_key_is_saved_once(arrive: Arrive, server: KeyServer, key: BackupKey) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    backup = backup_of(bob, key)
    for room in (ROOM, "!autre:test"):
        await alice.say(room, "un", bob.user_id)
    bob.receive()

    assert [await backup.save_new() for _ in range(2)] == [2, 0]
    await alice.say(ROOM, "deux", bob.user_id)
    bob.receive()
    assert await backup.save_new() == 0
    assert set(server.backup) == {ROOM, "!autre:test"}


async def test_an_empty_disk_reads_again_what_was_said_and_what_it_said(
    arrive: Arrive, key: BackupKey
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    theirs = await alice.say(ROOM, "un", bob.user_id)
    ours = await bob.say(ROOM, "deux", alice.user_id)
    bob.receive()
    await backup_of(bob, key).save_new()

    again = await arrive("bob", "NEW")
    assert await backup_of(again, key).restore() == 2

    assert await again.hear(ROOM, theirs) == "un"
    assert await again.hear(ROOM, ours) == "deux"
    assert await backup_of(again, key).restore() == 0
    assert await backup_of(again, key).save_new() == 0


async def test_a_member_who_passes_a_key_on_does_not_take_its_maker_s_place(
    arrive: Arrive, key: BackupKey
) -> None:
    alice, bob, mallory = await arrive("alice"), await arrive("bob"), await arrive("mallory")
    event = await alice.say(ROOM, "un", bob.user_id, mallory.user_id)
    bob.receive()
    content = alice.machine.sharing._given[ROOM].first_key[mallory.user_id]
    await mallory.machine.devices.refresh([bob.user_id])
    targets = mallory.machine.devices.of(bob.user_id)
    await mallory.machine.sharing._sessions.ensure(targets)
    await mallory.machine.sharing._send_key(targets, content)
    bob.receive()
    backup = backup_of(bob, key)
    await backup.save_new()
    assert await backup.save_new() == 0

    again = await arrive("bob", "NEW")
    await backup_of(again, key).restore()

    assert await again.hear(ROOM, event) == "un"


@pytest.mark.parametrize("nonsense", [None, 3, [], {}, {"session_data": {}}, {"session_data": 1}])
async def test_nonsense_in_the_backup_does_not_hide_the_rest(
    arrive: Arrive, server: KeyServer, key: BackupKey, nonsense: Any
) -> None:
    alice, bob = await arrive("alice"), await arrive("bob")
    event = await alice.say(ROOM, "un", bob.user_id)
    bob.receive()
    await backup_of(bob, key).save_new()
    server.backup[ROOM]["sessions"]["forgé"] = nonsense
    server.backup["!autre:test"] = {"sessions": {"forgé": nonsense}}

    again = await arrive("bob", "NEW")
    assert await backup_of(again, key).restore() == 1

    assert await again.hear(ROOM, event) == "un"
