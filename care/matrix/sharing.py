"""Giving the key of a conversation to every device that may read it, and to no other."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from nio.crypto import Olm, OlmDevice, OutboundGroupSession, TrustState

from care.matrix.crypto_store import CryptoStore
from care.matrix.decryption import MEGOLM
from care.matrix.devices import Devices
from care.matrix.http import Json, MatrixHttp
from care.matrix.olm_sessions import OlmSessions
from care.matrix.to_device import Target, send_to_devices

_ANSWERS_PER_DEVICE = 3
_AT_ONCE = 50
_Reader = tuple[str, str, str]


@dataclass
class _Given:
    """Who was given the outbound session `session_id`: from where on, and told why not."""

    session_id: str
    readers: set[_Reader] = field(default_factory=set)
    first_key: dict[str, Json] = field(default_factory=dict)
    told_why_not: set[Target] = field(default_factory=set)
    answered: defaultdict[_Reader, int] = field(default_factory=lambda: defaultdict(int))


class Sharing:
    """Outbound Megolm sessions: made, given out, and replaced when somebody must no longer read.

    A new device of a member gets the present session from its present position on; a member or a
    device that left makes us start a new one. The rotation limits are nio's (100 messages, 7 days).
    """

    def __init__(
        self,
        http: MatrixHttp,
        olm: Olm,
        store: CryptoStore,
        devices: Devices,
        sessions: OlmSessions,
    ) -> None:
        self._http = http
        self._olm = olm
        self._store = store
        self._devices = devices
        self._sessions = sessions
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._given: dict[str, _Given] = {}

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
        self._given.pop(room_id, None)

    async def give_again(self, room_id: str, session_id: str, target: Target) -> bool:
        """Answer a request for one of our keys, as far back as that person was given it.

        Only the present session of a room is given again, only to people who have it, on devices
        that they signed; a few times per device.
        """
        given = self._given.get(room_id)
        if given is None or given.session_id != session_id or target[0] not in given.first_key:
            return False
        await self._devices.refresh([target[0]])
        for device in self._devices.trusted_of(target[0]):
            if device.id == target[1] and given.answered[_reader(device)] < _ANSWERS_PER_DEVICE:
                given.answered[_reader(device)] += 1
                await self._sessions.ensure([device])
                return bool(await self._send_key([device], given.first_key[target[0]]))
        return False

    async def _ready_session(self, room_id: str, members: list[str]) -> OutboundGroupSession:
        await self._devices.refresh(members)
        devices = [device for user_id in members for device in self._devices.of(user_id)]
        readers = {_reader(one): one for one in devices if one.trust_state == TrustState.verified}
        session = self._olm.outbound_group_sessions.get(room_id)
        given = self._given.get(room_id)
        if session is None or given is None or session.expired or given.readers - readers.keys():
            with self._store.batch():
                self._olm.create_outbound_group_session(room_id)
            session = self._olm.outbound_group_sessions[room_id]
            given = self._given[room_id] = _Given(session.id)
        missing = [device for reader, device in readers.items() if reader not in given.readers]
        if missing:
            await self._give(room_id, session, given, missing)
        await self._withhold(room_id, given, [d for d in devices if _reader(d) not in readers])
        session.mark_as_shared()
        return session

    async def _give(
        self,
        room_id: str,
        session: OutboundGroupSession,
        given: _Given,
        devices: list[OlmDevice],
    ) -> None:
        content = {
            "algorithm": MEGOLM,
            "room_id": room_id,
            "session_id": session.id,
            "session_key": session.session_key,
        }

        async def give(some: list[OlmDevice]) -> None:
            await self._sessions.ensure(some)
            for device in await self._send_key(some, content):
                given.readers.add(_reader(device))
                given.first_key.setdefault(device.user_id, content)

        # In parts: we encrypt for some while the server looks for the keys of the others.
        starts = range(0, len(devices), _AT_ONCE)
        done = await asyncio.gather(
            *(give(devices[start : start + _AT_ONCE]) for start in starts), return_exceptions=True
        )
        for failure in (outcome for outcome in done if outcome is not None):
            raise failure

    async def _send_key(self, devices: list[OlmDevice], content: Json) -> list[OlmDevice]:
        """Send the key in `content`; returns the devices that can receive it."""
        messages: list[tuple[Target, Json]] = []
        reached: list[OlmDevice] = []
        with self._store.batch():
            for device in devices:
                sealed = self._sessions.encrypt(device, "m.room_key", content)
                if sealed is not None:
                    reached.append(device)
                    messages.append(((device.user_id, device.id), sealed))
        await send_to_devices(self._http, "m.room.encrypted", messages)
        return reached

    async def _withhold(self, room_id: str, given: _Given, devices: list[OlmDevice]) -> None:
        """Tell refused devices why, so that their screen says it (`m.room_key.withheld`)."""
        targets = {(device.user_id, device.id) for device in devices} - given.told_why_not
        content = {
            "algorithm": MEGOLM,
            "room_id": room_id,
            "session_id": given.session_id,
            "sender_key": self._olm.account.identity_keys["curve25519"],
            "code": "m.unverified",
            "reason": "device not signed by its owner",
        }
        messages = [(target, content) for target in sorted(targets)]
        await send_to_devices(self._http, "m.room_key.withheld", messages)
        given.told_why_not |= targets


def _reader(device: OlmDevice) -> _Reader:
    return (device.user_id, device.id, device.curve25519)
