"""From `m.room.encrypted` to what was said, and by which device of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import vodozemac
from nio.crypto import InboundGroupSession, Olm

from care.matrix.devices import Devices
from care.matrix.megolm_store import MegolmStore
from care.matrix.trust import Doubt

MEGOLM = "m.megolm.v1.aes-sha2"


class KeyMissing(Exception):
    """No key for this message yet: it may still come. `session_id` tells which."""

    def __init__(self, session_id: str) -> None:
        super().__init__("no key for this message yet")
        self.session_id = session_id


class NotTrusted(Exception):
    """The message comes from a device that is not listened to; `device_id` is empty if unknown."""

    def __init__(self, doubt: Doubt, device_id: str) -> None:
        super().__init__(doubt.value)
        self.doubt = doubt
        self.device_id = device_id


class Malformed(Exception):
    """The message can never be read: broken, replayed, or of an unknown algorithm."""


@dataclass(frozen=True, slots=True)
class Decrypted:
    """The inside of an encrypted event."""

    type: str
    content: dict[str, Any]


class Decryption:
    """Opens room events and says whose they are."""

    def __init__(self, olm: Olm, sessions: MegolmStore, devices: Devices) -> None:
        self._olm = olm
        self._sessions = sessions
        self._devices = devices

    def open(self, room_id: str, event: Mapping[str, Any]) -> Decrypted:
        """The inside of `event`. Raises KeyMissing, NotTrusted or Malformed.

        The sender's device is the one whose Olm session brought the key, never the one that the
        event names: a homeserver could write any name there.
        """
        content = event.get("content", {})
        session_id, ciphertext = content.get("session_id"), content.get("ciphertext")
        if content.get("algorithm") != MEGOLM or not isinstance(session_id, str):
            raise Malformed("algorithm")
        candidates = self._sessions.find(room_id, session_id)
        if not candidates:
            raise KeyMissing(session_id)
        session = self._check_sender(str(event.get("sender")), candidates)
        try:
            clear, position = session.decrypt(ciphertext)
        except (vodozemac.MegolmDecryptionException, vodozemac.DecodeException):
            # A ratchet position before the first one we were given: the key came too late for it.
            raise KeyMissing(session_id) from None
        except (TypeError, ValueError, OverflowError):
            raise Malformed("ciphertext") from None
        if self._sessions.is_replay(session, position, str(event.get("event_id"))):
            raise Malformed("replay")
        return _read_payload(room_id, clear)

    def _check_sender(
        self, sender: str, candidates: list[InboundGroupSession]
    ) -> InboundGroupSession:
        own = self._olm.account.identity_keys
        refusal = NotTrusted(Doubt.UNKNOWN, "")
        for session in candidates:
            if session.forwarding_chain:
                continue
            if sender == self._olm.user_id and session.ed25519 == own["ed25519"]:
                return session
            device = self._devices.by_sender_key(sender, session.sender_key, session.ed25519)
            doubt = self._devices.doubt_about(sender, device)
            if doubt is None:
                return session
            if device is not None:
                refusal = NotTrusted(doubt, device.id)
        raise refusal


def _read_payload(room_id: str, clear: str) -> Decrypted:
    try:
        payload = orjson.loads(clear)
        if payload["room_id"] != room_id:
            raise Malformed("room")
        type_, content = payload["type"], payload["content"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise Malformed("payload") from None
    if not isinstance(type_, str) or not isinstance(content, dict):
        raise Malformed("payload")
    return Decrypted(type_, content)
