"""Columns that a stolen database does not reveal: AES-256-GCM with a key id, and blind indexes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from care.runtime.errors import PermanentFailure, SettingsError
from care.runtime.secrets import create_secret, read_secret

_VERSION = 1
_NONCE_BYTES = 12
_HIGHEST_KEY_ID = 2**16 - 1


@dataclass(frozen=True)
class KeyRing:
    """Data keys by id; the highest id seals, every id opens."""

    keys: dict[int, bytes] = field(repr=False)

    def seal(self, clear: bytes, context: str) -> bytes:
        """Seal `clear` for `context` (table and column), which must be given again to open it.

        Layout: version (1 byte), key id (2 bytes, big endian), nonce (12), AES-GCM output.
        """
        key_id = max(self.keys)
        header = bytes([_VERSION]) + key_id.to_bytes(2, "big")
        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self.keys[key_id]).encrypt(nonce, clear, header + context.encode())
        return header + nonce + sealed

    def unseal(self, sealed: bytes, context: str) -> bytes:
        """Open what `seal` made for the same `context`.

        Raises PermanentFailure when the key is unknown or the bytes were altered.
        """
        header, nonce = sealed[:3], sealed[3 : 3 + _NONCE_BYTES]
        key = self.keys.get(int.from_bytes(header[1:3], "big"))
        if len(sealed) < 3 + _NONCE_BYTES or header[0] != _VERSION or key is None:
            raise PermanentFailure("sealed value of an unknown key or version")
        try:
            return AESGCM(key).decrypt(nonce, sealed[3 + _NONCE_BYTES :], header + context.encode())
        except InvalidTag:
            raise PermanentFailure("sealed value altered or moved to another column") from None

    def blind(self, clear: str, context: str) -> str:
        """A look-up token for `clear`: equal for equal input, tells nothing without the keys.

        Derived from the lowest key, so that rotation does not change it.
        """
        secret = HKDF(SHA256(), 32, None, b"cercle blind " + context.encode()).derive(
            self.keys[min(self.keys)]
        )
        return hmac.new(secret, clear.encode(), hashlib.sha256).hexdigest()


def load_key_ring(path: Path) -> KeyRing:
    """The key ring in `path` (lines `id:base64`), made with one fresh key when absent."""
    if not path.exists():
        create_secret(path, f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}\n")
    keys: dict[int, bytes] = {}
    for line in read_secret(path).splitlines():
        try:
            key_id, key = _parse_key(line)
        except ValueError:
            raise SettingsError(f"Trousseau de clés illisible : {path}") from None
        if key_id in keys:
            raise SettingsError(f"Trousseau de clés : la clé {key_id} y est deux fois : {path}")
        keys[key_id] = key
    return KeyRing(keys)


def _parse_key(line: str) -> tuple[int, bytes]:
    number, _, encoded = line.partition(":")
    key_id, key = int(number), base64.b64decode(encoded, validate=True)
    if not 1 <= key_id <= _HIGHEST_KEY_ID or len(key) != 32:
        raise ValueError("not a key")
    return key_id, key
