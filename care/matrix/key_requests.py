"""Asking again for keys that did not come, and giving ours again to those who may have them.

`m.room_key_request` and `m.forwarded_room_key` of the Matrix specification. A forwarded key is
believed only when we asked for it and when it comes from the very device that made it: then it
says as much as the `m.room_key` that was lost.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any

from nio.crypto import InboundGroupSession

from care.matrix.crypto_store import CryptoStore
from care.matrix.decryption import MEGOLM
from care.matrix.devices import Devices
from care.matrix.http import Json, MatrixHttp
from care.matrix.olm_machine import OlmMachine
from care.matrix.sharing import Sharing
from care.matrix.to_device import send_to_devices

_ASK_AFTER = 3.0
_KEPT = 1_000
_Key = tuple[str, str]


class KeyRequests:
    """What we miss of others, and what others miss of us. `ask_after`: seconds to wait first."""

    def __init__(
        self,
        http: MatrixHttp,
        olm: OlmMachine,
        store: CryptoStore,
        devices: Devices,
        sharing: Sharing,
        ask_after: float = _ASK_AFTER,
    ) -> None:
        self._http = http
        self._olm = olm
        self._store = store
        self._devices = devices
        self._sharing = sharing
        self._ask_after = ask_after
        self._missing: dict[_Key, tuple[str, float]] = {}
        self._asked: dict[_Key, str] = {}
        self._asked_of_us: dict[tuple[str, str, str, str], None] = {}

    def note_missing(self, room_id: str, session_id: str, sender: str) -> None:
        """A message of `sender` came without its key."""
        key = (room_id, session_id)
        if key not in self._asked and sender != self._olm.user_id:
            self._missing.setdefault(key, (sender, time.monotonic()))
            _shorten(self._missing)

    def note_arrived(self, keys: Iterable[_Key]) -> None:
        """These came: no need to ask."""
        for key in keys:
            self._missing.pop(key, None)
            self._asked.pop(key, None)

    def note_request(self, source: Mapping[str, Any]) -> None:
        """Somebody's device asks for a key."""
        content = source.get("content")
        body = content.get("body") if isinstance(content, Mapping) else None
        if not isinstance(content, Mapping) or not isinstance(body, Mapping):
            return
        parts = [body.get("room_id"), body.get("session_id"), source.get("sender")]
        parts.append(content.get("requesting_device_id"))
        wanted = [part for part in parts if isinstance(part, str)]
        if content.get("action") == "request" and len(wanted) == len(parts):
            room_id, session_id, sender, device_id = wanted
            self._asked_of_us[room_id, session_id, sender, device_id] = None
            _shorten(self._asked_of_us)

    async def settle(self) -> None:
        """Ask for what is missing for a while, answer what was asked of us."""
        now = time.monotonic()
        due = [key for key, (_, since) in self._missing.items() if now - since >= self._ask_after]
        for key in due:
            sender, _ = self._missing[key]
            await self._ask(key, sender)
            self._missing.pop(key, None)
        while self._asked_of_us:
            room_id, session_id, *target = next(iter(self._asked_of_us))
            del self._asked_of_us[room_id, session_id, target[0], target[1]]
            await self._sharing.give_again(room_id, session_id, (target[0], target[1]))

    def take_forwarded(self) -> list[_Key]:
        """Keep the forwarded keys that came and deserve it; inside a store batch."""
        forwarded, self._olm.forwarded = self._olm.forwarded, []
        taken = [self._take_one(*one) for one in forwarded]
        return [key for key in taken if key is not None]

    async def _ask(self, key: _Key, sender: str) -> None:
        await self._devices.refresh([sender])
        devices = self._devices.trusted_of(sender)
        body = {"algorithm": MEGOLM, "room_id": key[0], "session_id": key[1]}
        content: Json = {
            "action": "request",
            "body": body,
            "request_id": f"{key[1][:16]}{time.time_ns()}",
            "requesting_device_id": self._olm.device_id,
        }
        messages = [
            ((sender, device.id), {**content, "body": {**body, "sender_key": device.curve25519}})
            for device in devices
        ]
        self._asked[key] = sender
        _shorten(self._asked)
        await send_to_devices(self._http, "m.room_key_request", messages)

    def _take_one(self, sender: str, sender_key: str, payload: Mapping[str, Any]) -> _Key | None:
        content = payload["content"]
        try:
            key = (content["room_id"], content["session_id"])
            device = self._devices.by_sender_key(
                sender, content["sender_key"], content["sender_claimed_ed25519_key"]
            )
            if (
                self._asked.get(key) != sender
                or content["algorithm"] != MEGOLM
                or content["sender_key"] != sender_key
                or payload["keys"]["ed25519"] != content["sender_claimed_ed25519_key"]
                or content["forwarding_curve25519_key_chain"]
                or self._devices.doubt_about(sender, device) is not None
            ):
                return None
            session = InboundGroupSession.import_session(
                content["session_key"], content["sender_claimed_ed25519_key"], sender_key, key[0]
            )
        except (KeyError, TypeError, ValueError):
            return None
        if session.id != key[1] or not self._store.megolm.add(session):
            return None
        self._store.megolm.save(session)
        return key


def _shorten(kept: dict[Any, Any]) -> None:
    """Forget the oldest: strangers must not fill our memory."""
    while len(kept) > _KEPT:
        del kept[next(iter(kept))]
