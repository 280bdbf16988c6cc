"""One conversation key as it is kept in the server-side backup (`m.megolm_backup.v1`).

The algorithm lets anybody who knows the public key add entries. We add a MAC of our own, so that a
restored bot can tell the keys it saved from keys that somebody slipped in.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

import orjson
import vodozemac
from nio.crypto import InboundGroupSession

ALGORITHM = "m.megolm_backup.v1.curve25519-aes-sha2"
_MAC_FIELD = "fr.cercle.mac"


@dataclass(frozen=True)
class BackupKey:
    """The private key of a backup."""

    private: bytes

    @property
    def public(self) -> str:
        """The key that the backup version announces."""
        return str(vodozemac.Curve25519SecretKey.from_bytes(self.private).public_key().to_base64())

    def encrypt(self, session: InboundGroupSession, own: bool) -> dict[str, Any]:
        """The backup entry of `session`; `own` when it is one of our own outbound sessions."""
        payload = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "sender_key": session.sender_key,
            "sender_claimed_keys": {"ed25519": session.ed25519},
            "forwarding_curve25519_key_chain": session.forwarding_chain,
            "session_key": session.export_session(session.first_known_index),
            "fr.cercle.own": own,
        }
        payload[_MAC_FIELD] = self._mac(session.room_id, session.id, payload)
        public = vodozemac.Curve25519SecretKey.from_bytes(self.private).public_key()
        message = vodozemac.PkEncryption.from_key(public).encrypt(orjson.dumps(payload))
        ephemeral, mac, ciphertext = message.to_base64()  # vodozemac 0.10: not from_base64's order
        return {
            "first_message_index": session.first_known_index,
            "forwarded_count": len(session.forwarding_chain),
            "is_verified": False,
            "session_data": {"ephemeral": ephemeral, "mac": mac, "ciphertext": ciphertext},
        }

    def decrypt(
        self, room_id: str, session_id: str, entry: dict[str, Any], own_ed25519: str
    ) -> InboundGroupSession | None:
        """The session in `entry`, None when it is broken or was not saved by us.

        Our own former outbound sessions come back under our present device's key.
        """
        try:
            data = entry["session_data"]
            message = vodozemac.Message.from_base64(
                data["ciphertext"], data["mac"], data["ephemeral"]
            )
            secret = vodozemac.Curve25519SecretKey.from_bytes(self.private)
            payload = orjson.loads(vodozemac.PkDecryption.from_key(secret).decrypt(message))
            if not isinstance(payload, dict):
                return None
            expected = self._mac(room_id, session_id, payload)
            if not hmac.compare_digest(str(payload.get(_MAC_FIELD)), expected):
                return None
            session = InboundGroupSession.import_session(
                payload["session_key"],
                own_ed25519
                if payload["fr.cercle.own"]
                else payload["sender_claimed_keys"]["ed25519"],
                payload["sender_key"],
                room_id,
                payload["forwarding_curve25519_key_chain"],
            )
        except (KeyError, TypeError, ValueError):
            return None
        return session if session.id == session_id else None

    def _mac(self, room_id: str, session_id: str, payload: dict[str, Any]) -> str:
        kept = {name: value for name, value in payload.items() if name != _MAC_FIELD}
        text = orjson.dumps([room_id, session_id, kept], option=orjson.OPT_SORT_KEYS)
        key = hashlib.sha256(b"cercle backup mac" + self.private).digest()
        return hmac.new(key, text, hashlib.sha256).hexdigest()
