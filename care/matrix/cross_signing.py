"""A bot's cross-signing identity: three seeds, and the documents that publish them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from care.matrix.signing import SigningKey, add_signature, decode_base64, encode_base64

SECRET_NAMES = ("master", "self_signing", "user_signing")


@dataclass(frozen=True)
class OwnIdentity:
    """The private side of an account's identity."""

    master: SigningKey
    self_signing: SigningKey
    user_signing: SigningKey

    @classmethod
    def create(cls) -> OwnIdentity:
        """A new identity from the system's CSPRNG."""
        return cls(*(SigningKey(os.urandom(32)) for _ in SECRET_NAMES))

    @classmethod
    def from_secrets(cls, secrets: dict[str, str]) -> OwnIdentity:
        """The identity whose seeds are kept in secret storage, by `SECRET_NAMES`."""
        return cls(*(SigningKey(decode_base64(secrets[name])) for name in SECRET_NAMES))

    def secrets(self) -> dict[str, str]:
        """The seeds to keep, by name."""
        return {name: encode_base64(getattr(self, name).seed) for name in SECRET_NAMES}

    def documents(self, user_id: str) -> dict[str, Any]:
        """The body of `/keys/device_signing/upload`."""
        documents: dict[str, Any] = {}
        for name in SECRET_NAMES:
            public = getattr(self, name).public
            document = {
                "user_id": user_id,
                "usage": [name],
                "keys": {f"ed25519:{public}": public},
            }
            if name != "master":
                add_signature(document, user_id, self.master.public, self.master.sign(document))
            documents[f"{name}_key"] = document
        return documents

    def sign_device(self, user_id: str, device_keys: dict[str, Any]) -> dict[str, Any]:
        """`device_keys` with our signature: this device is ours."""
        document = {name: value for name, value in device_keys.items() if name != "unsigned"}
        return add_signature(
            document, user_id, self.self_signing.public, self.self_signing.sign(document)
        )
