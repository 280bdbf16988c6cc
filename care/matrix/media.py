"""Files: encrypted before they leave, checked and decrypted after they came.

The homeserver keeps ciphertext; its key travels inside the encrypted event (Matrix spec,
`EncryptedFile` version 2: AES-CTR, SHA-256 of the ciphertext).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from nio.crypto import decrypt_attachment, encrypt_attachment
from nio.exceptions import EncryptionError

from care.matrix.http import Json, MatrixHttp
from care.runtime.errors import PermanentFailure
from care.runtime.outgoing import LARGEST_FILE

_UPLOAD = "/_matrix/media/v3/upload"
_DOWNLOAD = "/_matrix/client/v1/media/download"
_ADDRESS = re.compile(r"mxc://([A-Za-z0-9.:\[\]-]+)/([A-Za-z0-9_-]+)")
_TRIES = 2
_UNREADABLE = (EncryptionError, ValueError, TypeError, AttributeError, OverflowError)


async def put_file(http: MatrixHttp, content: bytes) -> Json:
    """Leave `content` with the homeserver, unreadable to it; the `EncryptedFile` that opens it."""
    sealed, keys = await asyncio.to_thread(encrypt_attachment, content)
    answer = await http.upload(_UPLOAD, sealed)
    return {**keys, "url": str(answer["content_uri"])}


async def get_file(
    http: MatrixHttp, content: Mapping[str, Any], *, largest: int = LARGEST_FILE
) -> bytes:
    """The file that a message shows, of which `content` is the decrypted content.

    Raises PermanentFailure when there is none, when it is larger than `largest` bytes or is not
    what was sent; MatrixError or Unreachable as any request.
    """
    found = content.get("file")
    address = _ADDRESS.fullmatch(str(found.get("url"))) if isinstance(found, Mapping) else None
    if not isinstance(found, Mapping) or address is None:
        raise PermanentFailure("no encrypted file")
    for _ in range(_TRIES):  # once more, should a proxy have answered in its place
        sealed = await http.download(f"{_DOWNLOAD}/{address[1]}/{address[2]}", largest)
        try:
            return await asyncio.to_thread(_open, sealed, found)
        except _UNREADABLE:
            continue
    raise PermanentFailure("the file is not what was sent")


def _open(sealed: bytes, found: Mapping[str, Any]) -> bytes:
    try:
        parts = found["key"]["k"], found["hashes"]["sha256"], found["iv"]
    except (LookupError, TypeError):
        raise PermanentFailure("no key for the file") from None
    return bytes(decrypt_attachment(sealed, *parts))
