"""Giving the key of a conversation to every device that may read it, and to no other."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from nio.crypto import Olm, OlmDevice, OutboundGroupSession, TrustState
from nio.responses import KeysClaimResponse

from care.matrix.crypto_store import CryptoStore
from care.matrix.decryption import MEGOLM
from care.matrix.devices import Devices
from care.matrix.http import Json, MatrixHttp, path

_DEVICES_PER_REQUEST = 100
_CLAIM_AGAIN_AFTER = 300.0
_Target = tuple[str, str]


class Sharing:
    """Outbound Megolm sessions: made, given out, and replaced when somebody must no longer read.

    A new device of a member gets the present session from its present position on; a member or a
    device that left makes us start a new one. The rotation limits are nio's (100 messages, 7 days).
    """

    def __init__(self, http: MatrixHttp, olm: Olm, store: CryptoStore, devices: Devices) -> None:
        self._http = http
        self._olm = olm
        self._store = store
        self._devices = devices
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._without_keys: dict[_Target, float] = {}
        self._told: set[tuple[str, str, str]] = set()

    async def encrypt(
        self, room_id: str, type_: str, content: Mapping[str, Any], members: Iterable[str]
    ) -> Json:
        """The content of the `m.room.encrypted` event that says `content` to `members`."""
        async with self._locks[room_id]:
            session = await self._ready_session(room_id, list(members))
            payload = {"type": type_, "content": content, "room_id": room_id}
            encrypted: Json = {
                "algorithm": MEGOLM,
                "sender_key": self._olm.account.identity_keys["curve25519"],
                "device_id": self._olm.device_id,
                "session_id": session.id,
                "ciphertext": session.encrypt(orjson.dumps(payload).decode()),
            }
        # Relations stay outside, as the specification asks: servers aggregate by them.
        if "m.relates_to" in content:
            encrypted["m.relates_to"] = content["m.relates_to"]
        return encrypted

    def forget(self, room_id: str) -> None:
        """Start a new session at the next message."""
        self._olm.outbound_group_sessions.pop(room_id, None)

    async def _ready_session(self, room_id: str, members: list[str]) -> OutboundGroupSession:
        await self._devices.refresh(members)
        devices = [device for user_id in members for device in self._devices.of(user_id)]
        readers = [device for device in devices if device.trust_state == TrustState.verified]
        allowed = {(device.user_id, device.id) for device in readers}
        session = self._olm.outbound_group_sessions.get(room_id)
        if session is None or session.expired or session.users_shared_with - allowed:
            with self._store.batch():
                self._olm.create_outbound_group_session(room_id)
            session = self._olm.outbound_group_sessions[room_id]
        missing = [d for d in readers if (d.user_id, d.id) not in session.users_shared_with]
        if missing:
            await self._claim(missing)
            await self._give(room_id, session, missing)
        doubtful = [device for device in devices if device.trust_state != TrustState.verified]
        await self._withhold(room_id, session.id, doubtful)
        session.mark_as_shared()
        return session

    async def _claim(self, devices: list[OlmDevice]) -> None:
        now = time.monotonic()
        wanted: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for device in devices:
            tried = self._without_keys.get((device.user_id, device.id))
            if self._olm.session_store.get(device.curve25519) is None and (
                tried is None or now - tried > _CLAIM_AGAIN_AFTER
            ):
                wanted[device.user_id][device.id] = "signed_curve25519"
        if not wanted:
            return
        answer = await self._http.request("POST", path("keys", "claim"), {"one_time_keys": wanted})
        keys = answer.get("one_time_keys", {})
        with self._store.batch():
            self._olm.handle_response(KeysClaimResponse(keys, answer.get("failures", {})))
        for user_id, own in wanted.items():
            for device_id in own:
                if not keys.get(user_id, {}).get(device_id):
                    self._without_keys[(user_id, device_id)] = now

    async def _give(
        self, room_id: str, session: OutboundGroupSession, devices: list[OlmDevice]
    ) -> None:
        content = {
            "algorithm": MEGOLM,
            "room_id": room_id,
            "session_id": session.id,
            "session_key": session.session_key,
        }
        messages: list[tuple[_Target, Json]] = []
        with self._store.batch():
            for device in devices:
                olm_session = self._olm.session_store.get(device.curve25519)
                if olm_session is not None:
                    sealed = self._olm._olm_encrypt(olm_session, device, "m.room_key", content)
                    messages.append(((device.user_id, device.id), sealed))
        await self._send_to_devices("m.room.encrypted", messages)
        session.users_shared_with.update(target for target, _ in messages)

    async def _withhold(self, room_id: str, session_id: str, devices: list[OlmDevice]) -> None:
        """Tell refused devices why, so that their screen says it (`m.room_key.withheld`)."""
        fresh = [d for d in devices if (d.user_id, d.id, session_id) not in self._told]
        content = {
            "algorithm": MEGOLM,
            "room_id": room_id,
            "session_id": session_id,
            "sender_key": self._olm.account.identity_keys["curve25519"],
            "code": "m.unverified",
            "reason": "device not signed by its owner",
        }
        await self._send_to_devices(
            "m.room_key.withheld", [((device.user_id, device.id), content) for device in fresh]
        )
        self._told.update((device.user_id, device.id, session_id) for device in fresh)

    async def _send_to_devices(self, type_: str, messages: list[tuple[_Target, Json]]) -> None:
        requests = []
        for start in range(0, len(messages), _DEVICES_PER_REQUEST):
            body: defaultdict[str, Json] = defaultdict(dict)
            for (user_id, device_id), content in messages[start : start + _DEVICES_PER_REQUEST]:
                body[user_id][device_id] = content
            target = path("sendToDevice", type_, uuid.uuid4().hex)
            requests.append(self._http.request("PUT", target, {"messages": body}))
        await asyncio.gather(*requests)
