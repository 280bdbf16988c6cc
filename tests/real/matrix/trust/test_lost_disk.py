"""A bot whose disk is lost: another device, the same identity, nobody notices."""

from __future__ import annotations

from dataclasses import replace

import pytest
import vodozemac
from nio.crypto import InboundGroupSession

from care.matrix.backup_codec import BackupKey
from care.matrix.cross_signing import OwnIdentity
from care.matrix.enrolment import equip
from care.matrix.http import MatrixHttp, path
from tests.real.judge.judge import Judge
from tests.real.matrix.trust.account import look_at
from tests.real.matrix.trust.bot import BotHome
from tests.real.matrix.trust.conftest import GiveBot, GivePhone
from tests.real.matrix.trust.phone import Phone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


async def talk(home: BotHome, alice: Phone) -> str:
    """A conversation of some messages, saved in the backup; returns its room."""
    async with home.running():
        room = await alice.open_room(home.user_id)
        for number in range(3):
            await alice.say(room, f"n{number}")
            await alice.wait_heard(room, home.user_id, f"écho n{number}")
    await home.save_backup()
    return room


@pytest.mark.parametrize("service", [False, True], ids=["state", "state and database"])
async def test_the_same_identity_answers_from_a_new_device(
    homeserver: RunningHomeserver, new_bot: GiveBot, new_phone: GivePhone, service: bool
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    room = await talk(home, alice)
    before = await look_at(homeserver, home)
    await alice.say(room, "pendant la panne")

    home.wipe(service=service)
    async with home.running():
        await alice.say(room, "après")
        said = await alice.wait_heard(room, home.user_id, "écho après")

    after = await look_at(homeserver, home)
    assert after.devices != before.devices
    assert after == replace(before, devices=after.devices)
    assert len(after.devices) == 1
    assert after.trusted
    for words in ("n0", "n1", "n2", "pendant la panne"):
        assert said.count(f"écho {words}") == 1
    assert said.count("écho après") == 1


async def test_an_independent_client_sees_no_reset_and_no_shield(
    homeserver: RunningHomeserver, new_bot: GiveBot
) -> None:
    home = await new_bot()
    name = home.user_id.replace("@bot", "judge").split(":")[0]
    await homeserver.create_user(name)
    async with Judge() as judge:
        await judge.login(home.url, name, "pw", isolation="signed")
        async with home.running():
            room = await judge.create_room(invite=[home.user_id])
            await judge.wait_membership(room, home.user_id)
            await judge.say(room, "avant")
            await judge.wait_message(room, home.user_id, contains="écho avant")

        home.wipe(service=True)
        async with home.running():
            await judge.say(room, "après")
            answer = await judge.wait_message(room, home.user_id, contains="écho après")
            status = await judge.user_status(home.user_id)

    assert answer.flawless
    assert not status.needs_user_approval


async def test_the_history_is_readable_again_and_forged_entries_are_not_believed(
    homeserver: RunningHomeserver, new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, alice = await new_bot(), await new_phone(identity=OwnIdentity.create())
    room = await talk(home, alice)
    event = next(e for e in alice.timeline if e["sender"] == alice.user_id and _is_sealed(e))
    forged = await forge_entry(home, room)

    home.wipe(service=True)
    http = MatrixHttp(home.url)
    equipment = await equip(http, home.user_id, home.files)
    machine = equipment.machine
    await machine.devices.refresh([alice.user_id])
    words = machine.decrypt(room, event).content["body"]
    believed = machine.store.megolm.find(room, forged)
    equipment.device.store.close()
    await http.close()

    assert words == "n0"
    assert believed == []


def _is_sealed(event: dict[str, object]) -> bool:
    return event["type"] == "m.room.encrypted"


async def forge_entry(home: BotHome, room: str) -> str:
    """Somebody who knows only the public key of the backup slips a session in; its id."""
    http = MatrixHttp(home.url)
    equipment = await equip(http, home.user_id, home.files)
    version = await http.request("GET", path("room_keys", "version"))
    outbound = vodozemac.GroupSession()
    session = InboundGroupSession(outbound.session_key.to_base64(), "ed", "curve", room)
    stranger = BackupKey(bytes(range(32)))
    public = version["auth_data"]["public_key"]
    entry = _encrypted_to(public, stranger, session)
    body = {"rooms": {room: {"sessions": {session.id: entry}}}}
    query = {"version": version["version"]}
    await http.request("PUT", path("room_keys", "keys"), body, query=query)
    equipment.device.store.close()
    await http.close()
    return session.id


def _encrypted_to(
    public: str, stranger: BackupKey, session: InboundGroupSession
) -> dict[str, object]:
    """The entry that `stranger`, who copies our format, makes for the key `public`."""
    own = stranger.encrypt(session, own=False)
    data = own["session_data"]
    message = vodozemac.Message.from_base64(data["ciphertext"], data["mac"], data["ephemeral"])
    secret = vodozemac.Curve25519SecretKey.from_bytes(stranger.private)
    clear = vodozemac.PkDecryption.from_key(secret).decrypt(message)
    target = vodozemac.Curve25519PublicKey.from_base64(public)
    sealed = vodozemac.PkEncryption.from_key(target).encrypt(clear)
    ephemeral, mac, ciphertext = sealed.to_base64()
    data = {"ephemeral": ephemeral, "mac": mac, "ciphertext": ciphertext}
    return {**own, "session_data": data}
