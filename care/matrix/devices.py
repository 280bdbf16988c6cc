"""Everybody's devices: asked when they changed, listened to only when their owner signed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nio.crypto import Olm, OlmDevice, TrustState
from nio.responses import KeysQueryResponse

from care.matrix.crypto_store import CryptoStore
from care.matrix.http import MatrixHttp, path
from care.matrix.trust import Doubt, decide_device_trust, read_identity

_USERS_PER_QUERY = 500


class Devices:
    """What we know of people's devices and identities, kept true by `/sync` and `/keys/query`."""

    def __init__(self, http: MatrixHttp, olm: Olm, store: CryptoStore) -> None:
        self._http = http
        self._olm = olm
        self._store = store
        self._pins = store.load_pins()
        self._doubts: dict[tuple[str, str], Doubt] = {}
        # True: followed, but the list must be asked again before it is relied on.
        self._tracked = store.load_tracked()

    def mark_changed(self, users: Iterable[str]) -> None:
        """`/sync` said that the devices of these people changed. Inside a store batch."""
        followed = [user_id for user_id in users if user_id in self._tracked]
        self._store.save_tracked(followed, dirty=True)
        self._tracked.update(dict.fromkeys(followed, True))

    async def refresh(self, users: Iterable[str]) -> None:
        """Make sure that we know the present devices of `users`."""
        wanted = [user_id for user_id in users if self._tracked.get(user_id, True)]
        for start in range(0, len(wanted), _USERS_PER_QUERY):
            await self._query(wanted[start : start + _USERS_PER_QUERY])

    def of(self, user_id: str) -> list[OlmDevice]:
        """The present devices of `user_id`, ours left out."""
        own = self._olm.device_id if user_id == self._olm.user_id else None
        active = self._olm.device_store.active_user_devices(user_id)
        return [device for device in active if device.id != own]

    def by_sender_key(self, user_id: str, sender_key: str, ed25519: str) -> OlmDevice | None:
        """The device of `user_id` that has exactly these two keys, even logged out since."""
        for device in self._olm.device_store[user_id].values():
            if device.curve25519 == sender_key and device.ed25519 == ed25519:
                return device
        return None

    def doubt_about(self, user_id: str, device: OlmDevice | None) -> Doubt | None:
        """None when `device` was signed by its owner; otherwise why it is not listened to."""
        if device is None:
            return Doubt.UNKNOWN
        if device.trust_state == TrustState.verified:
            return None
        return self._doubts.get((user_id, device.id), Doubt.UNSIGNED)

    def accept_new_identity(self, user_id: str) -> None:
        """Drop the pin of `user_id`: an operator checked who they are. Ask their keys again."""
        with self._store.batch():
            self._store.unpin(user_id)
            self._pins.pop(user_id, None)
            self.mark_changed([user_id])

    async def _query(self, users: list[str]) -> None:
        # Marked clean before asking: a change that /sync reports meanwhile makes them dirty again.
        self._tracked.update(dict.fromkeys(users, False))
        try:
            answer = await self._http.request(
                "POST", path("keys", "query"), {"device_keys": {user_id: [] for user_id in users}}
            )
        except BaseException:
            self._tracked.update(dict.fromkeys(users, True))
            raise
        with self._store.batch():
            self._learn(users, answer)
            clean = [user_id for user_id in users if not self._tracked[user_id]]
            self._store.save_tracked(clean, dirty=False)

    def _learn(self, users: list[str], answer: Mapping[str, Any]) -> None:
        claimed: dict[str, Any] = answer.get("device_keys", {})
        device_keys = {user_id: claimed.get(user_id, {}) for user_id in users}
        self._olm.handle_response(KeysQueryResponse(device_keys, answer.get("failures", {})))
        changed: list[OlmDevice] = []
        for user_id, devices in device_keys.items():
            identity = read_identity(
                user_id,
                answer.get("master_keys", {}).get(user_id, {}),
                answer.get("self_signing_keys", {}).get(user_id, {}),
            )
            for device in self.of(user_id):
                document = devices.get(device.id, {})
                doubt = decide_device_trust(identity, self._pins.get(user_id), user_id, document)
                changed.extend(self._note_trust(device, doubt))
            trusted = any(d.trust_state == TrustState.verified for d in self.of(user_id))
            if identity.master and trusted and user_id not in self._pins:
                self._pins[user_id] = identity.master
                self._store.pin(user_id, identity.master)
        self._store.save_devices(changed)

    def _note_trust(self, device: OlmDevice, doubt: Doubt | None) -> Iterable[OlmDevice]:
        if doubt is not None:
            self._doubts[(device.user_id, device.id)] = doubt
        state = TrustState.verified if doubt is None else TrustState.blacklisted
        if device.trust_state != state:
            device.trust_state = state
            yield device
