"""Two hundred devices that begin to talk to a bot while it is away."""

from __future__ import annotations

import asyncio
import json

import pytest
import vodozemac

from care.matrix.cross_signing import OwnIdentity
from care.matrix.http import Json, path
from care.matrix.machine import ONE_TIME_KEYS
from care.matrix.signing import add_signature, encode_base64
from tests.real.matrix.trust.account import look_at
from tests.real.matrix.trust.bot import BotHome
from tests.real.matrix.trust.conftest import GiveBot, GivePhone
from tests.real.matrix.trust.phone import Phone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real
CROWD = 200


class Stranger:
    """A device reduced to its keys: it begins an Olm session and says one thing."""

    def __init__(self, owner: Phone, number: int) -> None:
        self.account = vodozemac.Account()
        self.owner = owner
        self.device_id = f"CROWD{number}"
        self.words = f"n{number}"

    def signed(self, identity: OwnIdentity) -> Json:
        """Its device keys, signed by itself and by its owner."""
        user_id, name = self.owner.user_id, self.device_id
        document: Json = {
            "user_id": user_id,
            "device_id": name,
            "algorithms": ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"],
            "keys": {
                f"ed25519:{name}": self.account.ed25519_key.to_base64(),
                f"curve25519:{name}": self.account.curve25519_key.to_base64(),
            },
        }
        text = json.dumps(document, separators=(",", ":"), sort_keys=True)
        signature = self.account.sign(text.encode()).to_base64()
        return identity.sign_device(user_id, add_signature(document, user_id, name, signature))

    def speak(self, room: str, bot: Json, one_time_key: str) -> tuple[Json, Json]:
        """The to-device content that carries the room key, and the event it opens."""
        group = vodozemac.GroupSession()
        session = self.account.create_outbound_session(
            vodozemac.Curve25519PublicKey.from_base64(bot["curve25519"]),
            vodozemac.Curve25519PublicKey.from_base64(one_time_key),
        )
        own = self.account.curve25519_key.to_base64()
        algorithm = "m.megolm.v1.aes-sha2"
        key = {
            "algorithm": algorithm,
            "room_id": room,
            "session_id": group.session_id,
            "session_key": group.session_key.to_base64(),
        }
        payload = {
            "sender": self.owner.user_id,
            "sender_device": self.device_id,
            "keys": {"ed25519": self.account.ed25519_key.to_base64()},
            "recipient": bot["user_id"],
            "recipient_keys": {"ed25519": bot["ed25519"]},
            "type": "m.room_key",
            "content": key,
        }
        kind, body = session.encrypt(json.dumps(payload).encode()).to_parts()
        sealed = {
            "algorithm": "m.olm.v1.curve25519-aes-sha2",
            "sender_key": own,
            "ciphertext": {bot["curve25519"]: {"type": kind, "body": encode_base64(body)}},
        }
        content = {"msgtype": "m.text", "body": self.words}
        inside = {"type": "m.room.message", "room_id": room, "content": content}
        event = {
            "algorithm": algorithm,
            "sender_key": own,
            "device_id": self.device_id,
            "session_id": group.session_id,
            "ciphertext": group.encrypt(json.dumps(inside).encode()).to_base64(),
        }
        return sealed, event


async def claim(alice: Phone, bot: Json) -> str:
    """One of the bot's one-time keys."""
    wanted = {bot["user_id"]: {bot["device_id"]: "signed_curve25519"}}
    answer = await alice.http.request("POST", path("keys", "claim"), {"one_time_keys": wanted})
    [key] = answer["one_time_keys"][bot["user_id"]][bot["device_id"]].values()
    return str(key["key"])


async def test_all_of_them_are_answered_when_it_comes_back(
    homeserver: RunningHomeserver, new_bot: GiveBot, new_phone: GivePhone
) -> None:
    home, identity = await new_bot(), OwnIdentity.create()
    alice = await new_phone(identity=identity)
    async with home.running():
        room = await alice.open_room(home.user_id)
    bot = await keys_of(homeserver, home, alice)

    crowd = [Stranger(alice, number) for number in range(CROWD)]
    await let_in(homeserver, alice, identity, crowd)
    claimed = [await claim(alice, bot) for _ in crowd]
    assert len(set(claimed)) == CROWD
    for stranger, key in zip(crowd, claimed, strict=True):
        sealed, event = stranger.speak(room, bot, key)
        body = {"messages": {home.user_id: {bot["device_id"]: sealed}}}
        target = path("sendToDevice", "m.room.encrypted", f"crowd{stranger.words}")
        await alice.http.request("PUT", target, body)
        await alice.put(room, "m.room.encrypted", event)

    async with home.running():
        expected = {f"écho {stranger.words}" for stranger in crowd}
        said: set[str | None] = set()
        async with asyncio.timeout(300):
            while not expected <= said:  # one may be there before its key
                said = set(await alice.heard(room, home.user_id))
                await asyncio.sleep(0.2)
        assert said == expected
        async with asyncio.timeout(90):
            while await stock(homeserver, home) < ONE_TIME_KEYS:
                await asyncio.sleep(0.2)


async def let_in(
    server: RunningHomeserver, alice: Phone, identity: OwnIdentity, crowd: list[Stranger]
) -> None:
    """Log each of them in as a device of Alice and publish its keys."""

    async def one(stranger: Stranger) -> None:
        localpart = alice.user_id[1:].split(":")[0]
        who = await server.login(localpart, "pw", device_id=stranger.device_id)
        async with server.http(who) as http:
            body = {"device_keys": stranger.signed(identity)}
            await http.request("POST", path("keys", "upload"), body)
        signed = {alice.user_id: {stranger.device_id: stranger.signed(identity)}}
        target = path("keys", "signatures", "upload")
        answer = await alice.http.request("POST", target, signed)
        assert not answer.get("failures")

    for start in range(0, len(crowd), 20):
        await asyncio.gather(*(one(stranger) for stranger in crowd[start : start + 20]))


async def keys_of(server: RunningHomeserver, home: BotHome, alice: Phone) -> Json:
    """The keys of the bot's only device."""
    [device_id] = (await look_at(server, home)).devices
    query = {"device_keys": {home.user_id: []}}
    answer = await alice.http.request("POST", path("keys", "query"), query)
    keys = answer["device_keys"][home.user_id][device_id]["keys"]
    kinds = {kind: keys[f"{kind}:{device_id}"] for kind in ("ed25519", "curve25519")}
    return {"user_id": home.user_id, "device_id": device_id, **kinds}


async def stock(server: RunningHomeserver, home: BotHome) -> int:
    """How many one-time keys the server has for the bot."""
    known = json.loads(home.files.device.read_text(encoding="utf-8"))
    async with server.http() as http:
        http.access_token = known["access_token"]
        answer = await http.request("POST", path("keys", "upload"), {})
    return int(answer["one_time_key_counts"]["signed_curve25519"])
