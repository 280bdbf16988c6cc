"""An encrypting device as small as the protocol allows: its cost must not blur a measure."""

from __future__ import annotations

from typing import Any

import orjson
import vodozemac as vz
from canonicaljson import encode_canonical_json

from care.matrix.cross_signing import OwnIdentity
from care.matrix.signing import decode_base64, encode_base64

OLM = "m.olm.v1.curve25519-aes-sha2"
MEGOLM = "m.megolm.v1.aes-sha2"
Json = dict[str, Any]


class LeanDevice:
    """Keys and Olm sessions of one cross-signed device, in memory."""

    def __init__(self, user_id: str, device_id: str) -> None:
        self.user_id = user_id
        self.device_id = device_id
        self.identity = OwnIdentity.create()
        self._account = vz.Account()
        self._sessions: dict[str, list[vz.Session]] = {}

    @property
    def sender_key(self) -> str:
        """The Curve25519 identity key."""
        return self._account.curve25519_key.to_base64()

    @property
    def signing_key(self) -> str:
        """The Ed25519 key."""
        return self._account.ed25519_key.to_base64()

    def device_keys(self) -> Json:
        """The device's published keys, signed by itself and by its owner."""
        keys = {
            "user_id": self.user_id,
            "device_id": self.device_id,
            "algorithms": [OLM, MEGOLM],
            "keys": {
                f"curve25519:{self.device_id}": self.sender_key,
                f"ed25519:{self.device_id}": self.signing_key,
            },
        }
        return self.identity.sign_device(self.user_id, self._sign(keys))

    def one_time_keys(self, count: int) -> Json:
        """`count` fresh one-time keys, signed, to be published at once."""
        self._account.generate_one_time_keys(count)
        keys = {
            f"signed_curve25519:{name}": self._sign({"key": key.to_base64()})
            for name, key in self._account.one_time_keys.items()
        }
        self._account.mark_keys_as_published()
        return keys

    def knows(self, device: Json) -> bool:
        """Whether we have an Olm session with `device` (its published keys)."""
        return device["keys"][f"curve25519:{device['device_id']}"] in self._sessions

    def seal(self, device: Json, one_time_key: str | None, kind: str, content: Json) -> Json:
        """`content` encrypted for `device` (its published keys), to be sent to-device."""
        their_key = device["keys"][f"curve25519:{device['device_id']}"]
        payload = {
            "type": kind,
            "content": content,
            "sender": self.user_id,
            "keys": {"ed25519": self.signing_key},
            "recipient": device["user_id"],
            "recipient_keys": {"ed25519": device["keys"][f"ed25519:{device['device_id']}"]},
        }
        message_type, body = (
            self._session(their_key, one_time_key).encrypt(orjson.dumps(payload)).to_parts()
        )
        sealed = {"type": message_type, "body": encode_base64(body)}
        return {
            "algorithm": OLM,
            "sender_key": self.sender_key,
            "ciphertext": {their_key: sealed},
        }

    def unseal(self, content: Json) -> Json:
        """The Olm payload inside a to-device content meant for us. Raises KeyError, ValueError."""
        sealed = content["ciphertext"][self.sender_key]
        sessions = self._sessions.setdefault(content["sender_key"], [])
        message = vz.AnyOlmMessage.from_parts(sealed["type"], decode_base64(sealed["body"]))
        for session in sessions:
            try:
                return _object(session.decrypt(message))
            except vz.OlmDecryptionException:
                continue
        pre_key = message.to_pre_key()
        if pre_key is None:
            raise ValueError("no Olm session for this message")
        their_key = vz.Curve25519PublicKey.from_base64(content["sender_key"])
        session, plain = self._account.create_inbound_session(their_key, pre_key)
        sessions.insert(0, session)
        return _object(plain)

    def _session(self, their_key: str, one_time_key: str | None) -> vz.Session:
        sessions = self._sessions.setdefault(their_key, [])
        if one_time_key is not None:
            sessions.insert(
                0,
                self._account.create_outbound_session(
                    vz.Curve25519PublicKey.from_base64(their_key),
                    vz.Curve25519PublicKey.from_base64(one_time_key),
                ),
            )
        return sessions[0]

    def _sign(self, document: Json) -> Json:
        signature = self._account.sign(encode_canonical_json(document)).to_base64()
        signatures = {self.user_id: {f"ed25519:{self.device_id}": signature}}
        return {**document, "signatures": signatures}


def _object(raw: bytes) -> Json:
    decoded: Json = orjson.loads(raw)
    return decoded
