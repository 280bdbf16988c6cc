"""A bot's identity, device and backup on a real Synapse: made once, whatever happens."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest

from care.matrix.backup_codec import ALGORITHM
from care.matrix.cross_signing import OwnIdentity
from care.matrix.enrolment import enrol, equip
from care.matrix.http import Json, MatrixError, MatrixHttp, Unreachable, path
from care.matrix.secret_storage import decode_recovery_key
from care.runtime.errors import SettingsError
from care.runtime.secrets import read_secret
from tests.real.judge.judge import Judge
from tests.real.matrix.trust.account import look_at
from tests.real.matrix.trust.conftest import GiveBot, GivePhone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


class FragileHttp(MatrixHttp):
    """Dies at request number `at` (from 1): before it leaves, or once it was answered."""

    def __init__(self, base_url: str, at: int, *, before: bool) -> None:
        super().__init__(base_url)
        self.count = 0
        self._at = at
        self._before = before

    async def request(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, **options: Any
    ) -> Json:
        self.count += 1
        if self.count != self._at:
            return await super().request(method, path, body, **options)
        if not self._before:
            with suppress(MatrixError):
                await super().request(method, path, body, **options)
        raise Unreachable("died")


async def test_a_bot_is_trusted_from_its_first_start_and_a_second_changes_nothing(
    homeserver: RunningHomeserver, new_bot: GiveBot
) -> None:
    home = await new_bot()

    async with home.running():
        first = await look_at(homeserver, home)
    async with home.running():
        second = await look_at(homeserver, home)
    await enrol(home.url, home.user_id, home.files)

    assert first.trusted
    assert len(first.devices) == 1
    assert first.backup_version is not None
    assert second == first
    assert await look_at(homeserver, home) == first
    assert len(decode_recovery_key(read_secret(home.files.recovery_key))) == 32


async def test_another_client_finds_the_same_identity_with_the_recovery_key(
    homeserver: RunningHomeserver, new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.say(room, "bonjour")
        await alice.wait_heard(room, home.user_id, "écho bonjour")
    await home.save_backup()
    async with home.running():
        before = await look_at(homeserver, home)

        async with Judge() as judge:
            recovery_key = read_secret(home.files.recovery_key)
            await judge.login(home.url, home.user_id, "bot-pw", recovery_key=recovery_key)
            [device] = before.devices
            await judge.wait_signed(home.user_id, device)
            restored = await judge.restore_backup()

    assert restored.matches_key
    assert restored.trusted
    assert restored.imported == restored.total > 0
    after = await look_at(homeserver, home)
    assert (after.master, after.backup_version) == (before.master, before.backup_version)


@pytest.mark.parametrize("before", [True, False], ids=["unsent", "unanswered"])
async def test_a_crash_at_any_request_ends_in_the_same_place(
    homeserver: RunningHomeserver, new_bot: GiveBot, before: bool
) -> None:
    survived = False
    at = 0
    while not survived:
        at += 1
        home = await new_bot()
        http = FragileHttp(home.url, at, before=before)
        try:
            equipment = await equip(http, home.user_id, home.files)
            equipment.device.store.close()
            survived = True
        except Unreachable:
            pass
        finally:
            await http.close()

        await enrol(home.url, home.user_id, home.files)
        account = await look_at(homeserver, home)

        assert account.trusted, f"request {at}"
        assert len(account.devices) == 1, f"request {at}"
        assert account.backup_version == "1", f"request {at}"
    assert at > 15


async def test_an_identity_of_somebody_else_is_left_alone(
    homeserver: RunningHomeserver, new_bot: GiveBot
) -> None:
    home = await new_bot()
    async with Judge() as judge:
        await judge.login(home.url, home.user_id, "bot-pw")
        before = await look_at(homeserver, home)

        with pytest.raises(SettingsError):
            await enrol(home.url, home.user_id, home.files)

    after = await look_at(homeserver, home)
    assert (after.master, after.self_signing) == (before.master, before.self_signing)
    assert set(before.devices) <= set(after.devices)


async def test_secrets_that_our_recovery_key_does_not_open_are_left_alone(
    homeserver: RunningHomeserver, new_bot: GiveBot
) -> None:
    home = await new_bot()
    async with Judge() as judge:
        await judge.login(home.url, home.user_id, "bot-pw")
        await judge.set_up_recovery()
        kept = await stored_secrets(homeserver, home.user_id)

        with pytest.raises(SettingsError):
            await enrol(home.url, home.user_id, home.files)

    assert await stored_secrets(homeserver, home.user_id) == kept


async def stored_secrets(server: RunningHomeserver, user_id: str) -> Json:
    """The account data of secret storage."""
    async with server.http(server.admin) as http:
        target = f"/_synapse/admin/v1/users/{user_id}/accountdata"
        answer = await http.request("GET", target)
    return {
        name: value
        for name, value in answer["account_data"]["global"].items()
        if name.startswith(("m.secret_storage", "m.cross_signing", "m.megolm_backup"))
    }


async def test_a_bot_that_was_logged_out_is_the_same_device_again(
    homeserver: RunningHomeserver, new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
        before = await look_at(homeserver, home)
    async with homeserver.http(homeserver.admin) as http:
        user = f"/_synapse/admin/v2/users/{home.user_id}"
        await http.request("DELETE", f"{user}/devices/{before.devices[0]}")

    async with home.running():
        await alice.say(room, "deux")
        await alice.wait_heard(room, home.user_id, "écho deux")

    assert await look_at(homeserver, home) == before


async def test_a_backup_begun_by_somebody_else_is_replaced_and_filled_again(
    homeserver: RunningHomeserver, new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    async with home.running():
        room = await alice.open_room(home.user_id)
        await alice.say(room, "un")
        await alice.wait_heard(room, home.user_id, "écho un")
    http = MatrixHttp(home.url)
    first = await equip(http, home.user_id, home.files)
    await first.backup.save_new()
    foreign = {"public_key": "A" * 43, "signatures": {}}
    body = {"algorithm": ALGORITHM, "auth_data": foreign}
    await http.request("POST", path("room_keys", "version"), body)
    first.device.store.close()

    again = await equip(http, home.user_id, home.files)
    saved = await again.backup.save_new()
    again.device.store.close()
    await http.close()

    assert saved >= 2
    assert (await look_at(homeserver, home)).backup_version == "3"
