"""The key that binds a session to the browser it was opened in: it never leaves that browser.

ECDSA on P-256 with SHA-256, as Web Cryptography writes it: a raw point, and r then s.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from care.runtime.errors import Refusal

_HALF = 32


def parse_key(text: str) -> bytes:
    """The public key in `text`. Raises Refusal when it is none."""
    point = _decode(text)
    _load(point)
    return point


def check_signature(key: bytes | None, message: str, signature: str) -> None:
    """Raises Refusal unless `signature` of `message` was made with the private half of `key`."""
    if key is None:
        raise Refusal("browser-unknown")
    raw = _decode(signature)
    if len(raw) != 2 * _HALF:
        raise Refusal("browser-unknown")
    encoded = encode_dss_signature(
        int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big")
    )
    try:
        _load(key).verify(encoded, message.encode(), ECDSA(SHA256()))
    except InvalidSignature:
        raise Refusal("browser-unknown") from None


def _load(point: bytes) -> EllipticCurvePublicKey:
    try:
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except ValueError:
        raise Refusal("browser-unknown") from None


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("browser-unknown") from None
