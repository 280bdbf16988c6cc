"""Room keys of a lean device: one to speak with per room, those of others to read with."""

from __future__ import annotations

from dataclasses import dataclass, field

import orjson
import vodozemac as vz

from tests.bench.lean.device import MEGOLM, Json, LeanDevice


@dataclass
class RoomKeys:
    """Encrypts and decrypts room events; never changes keys by itself."""

    device: LeanDevice
    _outbound: dict[str, vz.GroupSession] = field(default_factory=dict)
    _inbound: dict[str, vz.InboundGroupSession] = field(default_factory=dict)

    def renew(self, room_id: str) -> Json:
        """Start a new key to speak with in `room_id`; returns the `m.room_key` to share."""
        session = vz.GroupSession()
        self._outbound[room_id] = session
        return {
            "algorithm": MEGOLM,
            "room_id": room_id,
            "session_id": session.session_id,
            "session_key": session.session_key.to_base64(),
        }

    def encrypt(self, room_id: str, kind: str, content: Json) -> Json:
        """The `m.room.encrypted` content of an event. Raises KeyError before `renew`."""
        session = self._outbound[room_id]
        payload = {"room_id": room_id, "type": kind, "content": content}
        return {
            "algorithm": MEGOLM,
            "sender_key": self.device.sender_key,
            "device_id": self.device.device_id,
            "session_id": session.session_id,
            "ciphertext": session.encrypt(orjson.dumps(payload)).to_base64(),
        }

    def has_key(self, room_id: str) -> bool:
        """Whether we can speak encrypted in `room_id`."""
        return room_id in self._outbound

    def learn(self, room_key: Json) -> str:
        """Keep a key that someone shared; returns its session id."""
        session_id = str(room_key["session_id"])
        key = vz.SessionKey(room_key["session_key"])
        self._inbound[session_id] = vz.InboundGroupSession(key)
        return session_id

    def decrypt(self, content: Json) -> Json | None:
        """The clear event inside; None while its key is unknown."""
        session = self._inbound.get(content.get("session_id", ""))
        if session is None:
            return None
        message = vz.MegolmMessage.from_base64(content["ciphertext"])
        clear: Json = orjson.loads(session.decrypt(message).plaintext)
        return clear
