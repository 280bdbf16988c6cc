"""What locks an archive, and what opens it again: a pair of keys, or a passphrase.

With a pair, the server holds the half that locks; the half that opens is kept away from it.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from care.archive.reason import ArchiveRefused, Reason
from care.runtime.secrets import create_secret

KEY_BYTES = 32
_PUBLIC, _PRIVATE = "cercle-archive-public:", "cercle-archive-private:"
_SHORTEST_PHRASE = 16
_LARGEST_FILE = 4096
# 128 MB and about half a second, once for each archive.
_COST, _BLOCK = 2**17, 8


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Locks; opens nothing."""

    raw: bytes


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """Opens what its public half locked."""

    raw: bytes = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """The half that locks."""
        return PublicKey(
            X25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw()
        )


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Locks and opens."""

    text: str = field(repr=False)


Lock = PublicKey | Passphrase
Opener = PrivateKey | Passphrase


def make_key(path: Path) -> Path:
    """Write a new private key to `path` and its public half beside it; returns where that is.

    Raises FileExistsError rather than replace a key.
    """
    secret = PrivateKey(X25519PrivateKey.generate().private_bytes_raw())
    public = path.with_name(f"{path.name}.pub")
    if not create_secret(path, _PRIVATE + base64.b64encode(secret.raw).decode() + "\n"):
        raise FileExistsError(path)
    public.write_text(_PUBLIC + base64.b64encode(secret.public.raw).decode() + "\n", "ascii")
    return public


def read_lock(path: Path) -> Lock:
    """What locks, in the file `path`; of a private key, its public half. Raises ArchiveRefused."""
    found = _read(path)
    return found.public if isinstance(found, PrivateKey) else found


def read_opener(path: Path) -> Opener:
    """What opens, in the file `path`. Raises ArchiveRefused, for a public key too."""
    found = _read(path)
    if isinstance(found, PublicKey):
        raise ArchiveRefused(Reason.NOT_A_KEY)
    return found


def agree(public: PublicKey) -> tuple[bytes, bytes]:
    """A secret that only the private half finds again, and what it needs for that."""
    drawn = X25519PrivateKey.generate()
    secret = drawn.exchange(X25519PublicKey.from_public_bytes(public.raw))
    return secret, drawn.public_key().public_bytes_raw()


def agree_again(private: PrivateKey, drawn: bytes) -> bytes:
    """The secret of `agree`. Raises ArchiveRefused for what no `agree` drew."""
    try:
        key = X25519PrivateKey.from_private_bytes(private.raw)
        return key.exchange(X25519PublicKey.from_public_bytes(drawn))
    except ValueError:
        raise ArchiveRefused(Reason.DAMAGED) from None


def stretch(phrase: Passphrase, salt: bytes) -> bytes:
    """The secret in a passphrase (scrypt): slow on purpose."""
    return Scrypt(salt=salt, length=KEY_BYTES, n=_COST, r=_BLOCK, p=1).derive(phrase.text.encode())


def _read(path: Path) -> PublicKey | PrivateKey | Passphrase:
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST_FILE + 1).decode().strip()
    except (OSError, UnicodeDecodeError):
        raise ArchiveRefused(Reason.NOT_A_KEY) from None
    for prefix, kind in ((_PUBLIC, PublicKey), (_PRIVATE, PrivateKey)):
        if text.startswith(prefix):
            return kind(_decode(text.removeprefix(prefix)))
    if not _SHORTEST_PHRASE <= len(text) <= _LARGEST_FILE:
        raise ArchiveRefused(Reason.NOT_A_KEY)
    return Passphrase(text)


def _decode(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise ArchiveRefused(Reason.NOT_A_KEY) from None
    if len(raw) != KEY_BYTES:
        raise ArchiveRefused(Reason.NOT_A_KEY)
    return raw
