"""Ed25519 signatures over canonical JSON, as the Matrix specification signs keys and devices."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

import vodozemac
from canonicaljson import encode_canonical_json
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def encode_base64(raw: bytes) -> str:
    """Unpadded base64, as Matrix writes keys."""
    return base64.b64encode(raw).decode().rstrip("=")


def decode_base64(text: str) -> bytes:
    """Base64 with or without padding. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None


class SigningKey:
    """An Ed25519 key pair from its 32-byte seed."""

    def __init__(self, seed: bytes) -> None:
        self.seed = seed
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        raw = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public = encode_base64(raw)

    def sign(self, document: Mapping[str, Any]) -> str:
        """The signature of `document`, leaving out `signatures` and `unsigned`."""
        return encode_base64(self._private.sign(_signed_bytes(document)))


def add_signature(
    document: dict[str, Any], user_id: str, key_name: str, signature: str
) -> dict[str, Any]:
    """Put `signature` into `document` and return it."""
    document.setdefault("signatures", {}).setdefault(user_id, {})[f"ed25519:{key_name}"] = signature
    return document


def is_signed_by(
    document: Mapping[str, Any], user_id: str, public: str, *, key_name: str | None = None
) -> bool:
    """Whether `document` carries a valid signature of `user_id` with the key `public`.

    Cross-signing keys are named by themselves, device keys by their device (`key_name`).
    """
    try:
        signature = document["signatures"][user_id][f"ed25519:{key_name or public}"]
        key = vodozemac.Ed25519PublicKey.from_base64(public)
        key.verify_signature(
            _signed_bytes(document), vodozemac.Ed25519Signature.from_base64(signature)
        )
    # vodozemac's errors are ValueErrors.
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return False
    return True


def _signed_bytes(document: Mapping[str, Any]) -> bytes:
    kept = {name: value for name, value in document.items() if name not in _UNSIGNED}
    encoded: bytes = encode_canonical_json(kept)
    return encoded


_UNSIGNED = frozenset({"signatures", "unsigned"})
