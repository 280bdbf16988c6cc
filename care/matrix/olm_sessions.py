"""Olm sessions with other people's devices, begun with the one-time keys that they published."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping

from nio.crypto import Olm, OlmDevice

from care.matrix.crypto_store import CryptoStore
from care.matrix.http import Json, MatrixHttp, path
from care.matrix.signing import is_signed_by
from care.matrix.to_device import Target

_CLAIM_AGAIN_AFTER = 300.0


class OlmSessions:
    """Begins sessions, and encrypts with them."""

    def __init__(self, http: MatrixHttp, olm: Olm, store: CryptoStore) -> None:
        self._http = http
        self._olm = olm
        self._store = store
        self._without_keys: dict[Target, float] = {}

    async def ensure(self, devices: Iterable[OlmDevice]) -> None:
        """Begin a session with those of `devices` that have none, and have keys left."""
        now = time.monotonic()
        await self.begin(
            device
            for device in devices
            if self._olm.session_store.get(device.curve25519) is None
            and now - self._without_keys.get(_target(device), -_CLAIM_AGAIN_AFTER)
            >= _CLAIM_AGAIN_AFTER
        )

    async def begin(self, devices: Iterable[OlmDevice]) -> list[OlmDevice]:
        """Begin a new session with each of `devices`; returns those with which it succeeded."""
        wanted = {_target(device): device for device in devices}
        if not wanted:
            return []
        body: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for user_id, device_id in wanted:
            body[user_id][device_id] = "signed_curve25519"
        answer = await self._http.request("POST", path("keys", "claim"), {"one_time_keys": body})
        keys = answer.get("one_time_keys", {})
        with self._store.batch():
            begun = [device for device in wanted.values() if self._begin_one(device, keys)]
        for device in wanted.values():
            if device not in begun:
                self._without_keys[_target(device)] = time.monotonic()
        return begun

    def encrypt(self, device: OlmDevice, type_: str, content: Json) -> Json | None:
        """`content` for `device` alone; None without a session. Inside a store batch."""
        session = self._olm.session_store.get(device.curve25519)
        if session is None:
            return None
        try:
            sealed: Json = self._olm._olm_encrypt(session, device, type_, content)
        except ValueError:  # keys that lead nowhere, made so by the other side
            return None
        return sealed

    def _begin_one(self, device: OlmDevice, keys: Json) -> bool:
        # Anybody may upload anything as a one-time key: nothing in it may stop the others.
        try:
            key = next(iter(keys[device.user_id][device.id].values()))
            if not _is_of(device, key):
                return False
            self._olm.create_session(key["key"], device.curve25519)
        except (LookupError, TypeError, ValueError, AttributeError, StopIteration):
            return False
        return True


def _is_of(device: OlmDevice, key: object) -> bool:
    return isinstance(key, Mapping) and is_signed_by(
        key, device.user_id, device.ed25519, key_name=device.id
    )


def _target(device: OlmDevice) -> Target:
    return (device.user_id, device.id)
