"""The outside of an archive: a header, then AES-256-GCM in chunks that cannot be moved nor cut.

Each chunk is sealed under its place and whether it is the last (the STREAM construction), with a
key of this file alone: whatever is changed, moved, left out or added is noticed before it is read,
and any part can be read without the others.
"""

from __future__ import annotations

import hmac
import io
import os
from dataclasses import dataclass, field
from typing import IO, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from care.archive.keys import (
    KEY_BYTES,
    Lock,
    Opener,
    Passphrase,
    PrivateKey,
    PublicKey,
    agree,
    agree_again,
    stretch,
)
from care.archive.reason import ArchiveRefused, Reason

CHUNK = 64 * 1024
_TAG = 16
_MAGIC = b"CERCLE\x00\x01"
_PAIR, _PHRASE = b"\x01", b"\x02"
_HINT_BYTES = 32
_HEADER_BYTES = len(_MAGIC) + 1 + _HINT_BYTES + KEY_BYTES


@dataclass(frozen=True, slots=True)
class _Keys:
    """`check` is public: it tells a wrong key from damage, and binds the file to one key."""

    check: bytes
    seal: bytes = field(repr=False)


class SealingWriter(io.RawIOBase):
    """Writes an envelope around whatever is written, to `file`.

    Only `finish` ends it: what is closed or dropped before is a cut file, and is refused as one.
    """

    def __init__(self, file: IO[bytes], lock: Lock) -> None:
        super().__init__()
        if isinstance(lock, PublicKey):
            secret, hint = agree(lock)
            kind = _PAIR
        else:
            hint = os.urandom(_HINT_BYTES)
            secret, kind = stretch(lock, hint), _PHRASE
        start = _MAGIC + kind + hint
        keys = _derive(secret, start)
        self._file, self._cipher = file, AESGCM(keys.seal)
        self._waiting = bytearray()
        self._place = 0
        file.write(start + keys.check)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        given = memoryview(data).cast("B")  # type: ignore[arg-type]
        self._waiting += given
        while len(self._waiting) > CHUNK:  # the last chunk is only known at the end
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(given)

    def finish(self) -> None:
        """Seal the last chunk: the envelope is whole."""
        self._seal(bytes(self._waiting), last=True)
        self.close()

    def _seal(self, clear: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._place, last=last), clear, None))
        self._place += 1


class EnvelopeReader(io.RawIOBase):
    """The inside of the envelope in `file`, anywhere in it.

    Raises ArchiveRefused at once for another file, a wrong key or a cut end; for any other damage
    when the damaged part is read.
    """

    def __init__(self, file: BinaryIO, opener: Opener) -> None:
        super().__init__()
        self._file = file
        self._cipher = AESGCM(_open_header(file, opener).seal)
        body = file.seek(0, os.SEEK_END) - _HEADER_BYTES
        self._chunks = -(-body // (CHUNK + _TAG))
        if body < _TAG or body - (self._chunks - 1) * (CHUNK + _TAG) < _TAG:
            raise ArchiveRefused(Reason.DAMAGED)
        self._size = body - self._chunks * _TAG
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")
        self._load(self._chunks - 1)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        wanted = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if self._at >= self._size:
            return 0
        place, start = divmod(self._at, CHUNK)
        part = self._load(place)[start : start + len(wanted)]
        wanted[: len(part)] = part
        self._at += len(part)
        return len(part)

    def verify(self) -> None:
        """Read everything once. Raises ArchiveRefused when anything was touched."""
        for place in range(self._chunks):
            self._load(place)

    def _load(self, place: int) -> bytes:
        if self._held[0] != place:
            self._file.seek(_HEADER_BYTES + place * (CHUNK + _TAG))
            sealed = self._file.read(CHUNK + _TAG)
            nonce = _nonce(place, last=place == self._chunks - 1)
            try:
                self._held = (place, self._cipher.decrypt(nonce, sealed, None))
            except InvalidTag:
                raise ArchiveRefused(Reason.DAMAGED) from None
        return self._held[1]


def _open_header(file: BinaryIO, opener: Opener) -> _Keys:
    file.seek(0)
    header = file.read(_HEADER_BYTES)
    kind, hint = header[len(_MAGIC) :][:1], header[len(_MAGIC) + 1 :][:_HINT_BYTES]
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise ArchiveRefused(Reason.NOT_AN_ARCHIVE)
    if kind == _PAIR and isinstance(opener, PrivateKey):
        secret = agree_again(opener, hint)
    elif kind == _PHRASE and isinstance(opener, Passphrase):
        secret = stretch(opener, hint)
    else:
        raise ArchiveRefused(Reason.WRONG_KEY)
    keys = _derive(secret, header[:-KEY_BYTES])
    if not hmac.compare_digest(keys.check, header[-KEY_BYTES:]):
        raise ArchiveRefused(Reason.WRONG_KEY)
    return keys


def _derive(secret: bytes, start: bytes) -> _Keys:
    made = HKDF(SHA256(), 2 * KEY_BYTES, salt=None, info=b"cercle archive " + start).derive(secret)
    return _Keys(made[:KEY_BYTES], made[KEY_BYTES:])


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])
