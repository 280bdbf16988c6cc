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
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from care.runtime.errors import PermanentFailure, SettingsError
from care.runtime.secrets import create_secret, read_secret

_VERSION = 1
_NONCE_BYTES = 12
_HIGHEST_KEY_ID = 2**16 - 1
_HEADER_BYTES = 3
_ROOT_LINE = "index"


def seal_header(key_id: int) -> bytes:
    """What every value sealed with key `key_id` begins with: version (1 byte), key id (2)."""
    return bytes([_VERSION]) + key_id.to_bytes(2, "big")


def key_id_of(sealed: bytes) -> int | None:
    """The id of the key that sealed a value; None when it is no sealed value."""
    whole = len(sealed) >= _HEADER_BYTES + _NONCE_BYTES and sealed[0] == _VERSION
    return int.from_bytes(sealed[1:_HEADER_BYTES], "big") if whole else None


@dataclass(frozen=True)
class KeyRing:
    """Data keys by id; the highest id seals, every id opens.

    `root` is what look-ups are derived from once the first key is gone.
    """

    keys: dict[int, bytes] = field(repr=False)
    root: bytes | None = field(default=None, repr=False)

    def latest(self) -> KeyRing:
        """The keys as they are now."""
        return self

    def seal(self, clear: bytes, context: str) -> bytes:
        """Seal `clear` for `context` (table and column), which must be given again to open it.

        Layout: version (1 byte), key id (2 bytes, big endian), nonce (12), AES-GCM output.
        """
        keys = self.latest().keys
        key_id = max(keys)
        header = seal_header(key_id)
        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(keys[key_id]).encrypt(nonce, clear, header + context.encode())
        return header + nonce + sealed

    def unseal(self, sealed: bytes, context: str) -> bytes:
        """Open what `seal` made for the same `context`.

        Raises PermanentFailure when the key is unknown or the bytes were altered.
        """
        key_id = key_id_of(sealed)
        key = None if key_id is None else self.latest().keys.get(key_id)
        if key is None:
            raise PermanentFailure("sealed value of an unknown key or version")
        header, rest = sealed[:_HEADER_BYTES], sealed[_HEADER_BYTES:]
        nonce, hidden = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
        try:
            return AESGCM(key).decrypt(nonce, hidden, header + context.encode())
        except InvalidTag:
            raise PermanentFailure("sealed value altered or moved to another column") from None

    def blind(self, clear: str, context: str) -> str:
        """A look-up token for `clear`: equal for equal input, tells nothing without the keys.

        Rotation does not change it.
        """
        secret = self.derive(f"blind {context}")
        return hmac.new(secret, clear.encode(), hashlib.sha256).hexdigest()

    def derive(self, purpose: str) -> bytes:
        """32 secret bytes for `purpose`, the same as long as the ring lives (HKDF-SHA-256)."""
        latest = self.latest()
        root = latest.root or extract_root(latest.keys[min(latest.keys)])
        return HKDFExpand(SHA256(), 32, b"cercle " + purpose.encode()).derive(root)


class WatchedKeyRing(KeyRing):
    """The ring in a file, read again when the file changes: keys rotate under running processes."""

    def __init__(self, path: Path) -> None:
        stamp, read = _stamp(path), _read_key_ring(path)
        super().__init__(read.keys, read.root)
        object.__setattr__(self, "_path", path)
        object.__setattr__(self, "_last", (stamp, read))

    _path: Path
    _last: tuple[object, KeyRing]

    def latest(self) -> KeyRing:
        """The keys now in the file; those read last while it cannot be read."""
        stamp, last = self._last
        try:
            found = _stamp(self._path)
            if found != stamp:
                last = _read_key_ring(self._path)
                object.__setattr__(self, "_last", (found, last))
        except (OSError, SettingsError):
            return last
        return last


def extract_root(first_key: bytes) -> bytes:
    """What look-ups are derived from (HKDF's extraction): tells nothing of the key."""
    return hmac.new(bytes(32), first_key, hashlib.sha256).digest()


def load_key_ring(path: Path) -> KeyRing:
    """The key ring in `path` (lines `id:base64`), made with one fresh key when absent."""
    if not path.exists():
        create_secret(path, render_key_ring(KeyRing({1: secrets.token_bytes(32)})))
    return WatchedKeyRing(path)


def render_key_ring(ring: KeyRing) -> str:
    """The text of a ring's file."""
    lines = {str(key_id): key for key_id, key in sorted(ring.keys.items())}
    if ring.root is not None:
        lines[_ROOT_LINE] = ring.root
    return "".join(f"{name}:{base64.b64encode(key).decode()}\n" for name, key in lines.items())


def _stamp(path: Path) -> object:
    found = path.stat()
    return found.st_mtime_ns, found.st_ino, found.st_size


def _read_key_ring(path: Path) -> KeyRing:
    keys: dict[int, bytes] = {}
    root: bytes | None = None
    for line in read_secret(path).splitlines():
        try:
            key_id, key = _parse_key(line)
        except ValueError:
            raise SettingsError(f"Trousseau de clés illisible : {path}") from None
        if key_id is None:
            root = key
        elif key_id in keys:
            raise SettingsError(f"Trousseau de clés : la clé {key_id} y est deux fois : {path}")
        else:
            keys[key_id] = key
    if not keys:
        raise SettingsError(f"Trousseau de clés illisible : {path}")
    return KeyRing(keys, root)


def _parse_key(line: str) -> tuple[int | None, bytes]:
    name, _, encoded = line.partition(":")
    key_id = None if name == _ROOT_LINE else int(name)
    key = base64.b64decode(encoded, validate=True)
    if len(key) != 32 or not (key_id is None or 1 <= key_id <= _HIGHEST_KEY_ID):
        raise ValueError("not a key")
    return key_id, key
