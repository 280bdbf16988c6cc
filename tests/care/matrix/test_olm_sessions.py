"""Olm sessions are begun once, and again only when that may help."""

from __future__ import annotations

import pytest

from care.matrix import olm_sessions
from tests.care.matrix.conftest import Arrive
from tests.care.matrix.key_server import KeyServer


async def test_one_claim_begins_all_sessions_and_none_twice(
    arrive: Arrive, server: KeyServer
) -> None:
    bob, alice, carol = await arrive("bob"), await arrive("alice"), await arrive("carol")
    await bob.machine.devices.refresh([alice.user_id, carol.user_id])
    devices = [one for who in (alice, carol) for one in bob.machine.devices.of(who.user_id)]
    sessions = bob.machine.sharing._sessions

    for _ in range(2):
        await sessions.ensure(devices)

    assert server.requests["keys/claim"] == 1
    assert all(sessions.encrypt(device, "m.dummy", {}) is not None for device in devices)


async def test_who_has_no_keys_left_is_asked_again_later(
    arrive: Arrive, server: KeyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    await bob.machine.devices.refresh([alice.user_id])
    devices = bob.machine.devices.of(alice.user_id)
    kept = dict(server.one_time[alice.user_id, "PHONE"])
    server.one_time[alice.user_id, "PHONE"].clear()
    sessions = bob.machine.sharing._sessions

    for _ in range(3):
        await sessions.ensure(devices)
    assert server.requests["keys/claim"] == 1
    assert sessions.encrypt(devices[0], "m.dummy", {}) is None
    server.one_time[alice.user_id, "PHONE"].update(kept)
    monkeypatch.setattr(olm_sessions, "_CLAIM_AGAIN_AFTER", 0.0)
    await sessions.ensure(devices)

    assert sessions.encrypt(devices[0], "m.dummy", {}) is not None


async def test_a_key_signed_by_another_device_is_refused(arrive: Arrive, server: KeyServer) -> None:
    bob, alice, eve = await arrive("bob"), await arrive("alice"), await arrive("eve")
    await bob.machine.devices.refresh([alice.user_id])
    server.one_time[alice.user_id, "PHONE"] = server.one_time[eve.user_id, "PHONE"]

    assert await bob.machine.sharing._sessions.begin(bob.machine.devices.of(alice.user_id)) == []


async def test_a_new_session_is_preferred_and_survives_a_restart(arrive: Arrive) -> None:
    bob, alice = await arrive("bob"), await arrive("alice")
    await bob.machine.devices.refresh([alice.user_id])
    [device] = bob.machine.devices.of(alice.user_id)
    sessions = bob.machine.sharing._sessions
    await sessions.begin([device])
    first = bob.machine.olm.session_store.get(device.curve25519).id
    await sessions.begin([device])
    second = bob.machine.olm.session_store.get(device.curve25519).id
    assert first != second

    assert sessions.encrypt(device, "m.dummy", {}) is not None
    await bob.restart()

    assert bob.machine.olm.session_store.get(device.curve25519).id == second
