"""Secret storage on the homeserver (`m.secret_storage.v1.aes-hmac-sha2`) and its recovery key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from care.matrix.signing import decode_base64

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PREFIX = b"\x8b\x01"
ALGORITHM = "m.secret_storage.v1.aes-hmac-sha2"


class WrongKey(ValueError):
    """The key does not open the secret, or the recovery key is mistyped."""


def encode_recovery_key(key: bytes) -> str:
    """The 32-byte `key` as people write it down: base58 in groups of four, with a parity byte."""
    raw = _PREFIX + key
    raw += bytes([_parity(raw)])
    number = int.from_bytes(raw, "big")
    text = ""
    while number:
        number, digit = divmod(number, 58)
        text = _ALPHABET[digit] + text
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def decode_recovery_key(text: str) -> bytes:
    """The key behind a recovery key, spaces ignored. Raises WrongKey."""
    number = 0
    for letter in "".join(text.split()):
        if letter not in _ALPHABET:
            raise WrongKey("not a recovery key")
        number = number * 58 + _ALPHABET.index(letter)
    if number.bit_length() > 35 * 8:
        raise WrongKey("not a recovery key")
    raw = number.to_bytes(35, "big")
    if raw[:2] != _PREFIX or _parity(raw):
        raise WrongKey("not a recovery key")
    return raw[2:34]


def encrypt_secret(key: bytes, name: str, secret: str) -> dict[str, str]:
    """`secret` as it is kept in account data under `name`."""
    iv = bytearray(os.urandom(16))
    iv[8] &= 0x7F  # bit 63 cleared, as the spec asks, for implementations with 64-bit counters
    return _encrypt(key, name, secret.encode(), bytes(iv))


def decrypt_secret(key: bytes, name: str, sealed: dict[str, Any]) -> str:
    """The inverse of `encrypt_secret`. Raises WrongKey."""
    aes_key, mac_key = _derive(key, name)
    try:
        parts = [decode_base64(sealed[part]) for part in ("ciphertext", "mac", "iv")]
    except (KeyError, TypeError, ValueError):
        raise WrongKey("malformed secret") from None
    ciphertext, mac, iv = parts
    if len(iv) != 16:
        raise WrongKey("malformed secret")
    if not hmac.compare_digest(hmac.new(mac_key, ciphertext, hashlib.sha256).digest(), mac):
        raise WrongKey("the key does not open this secret")
    decryptor = Cipher(algorithms.AES(aes_key), modes.CTR(iv)).decryptor()
    return (decryptor.update(ciphertext) + decryptor.finalize()).decode()


def key_description(key: bytes, name: str) -> dict[str, str]:
    """The account data that describes `key`, with a check that it is the right one."""
    check = _encrypt(key, "", bytes(32), os.urandom(8) + bytes(8))
    return {"name": name, "algorithm": ALGORITHM, "iv": check["iv"], "mac": check["mac"]}


def is_key_described(key: bytes, description: dict[str, Any]) -> bool:
    """Whether `description` is that of `key`. One without a check describes any."""
    if "iv" not in description or "mac" not in description:
        return description.get("algorithm") == ALGORITHM
    try:
        check = _encrypt(key, "", bytes(32), decode_base64(description["iv"]))
        return hmac.compare_digest(decode_base64(check["mac"]), decode_base64(description["mac"]))
    except (TypeError, ValueError, AttributeError):
        return False


def _encrypt(key: bytes, name: str, clear: bytes, iv: bytes) -> dict[str, str]:
    aes_key, mac_key = _derive(key, name)
    encryptor = Cipher(algorithms.AES(aes_key), modes.CTR(iv)).encryptor()
    ciphertext = encryptor.update(clear) + encryptor.finalize()
    mac = hmac.new(mac_key, ciphertext, hashlib.sha256).digest()
    parts = {"iv": iv, "ciphertext": ciphertext, "mac": mac}
    return {part: base64.b64encode(value).decode() for part, value in parts.items()}


def _derive(key: bytes, name: str) -> tuple[bytes, bytes]:
    derived = HKDF(SHA256(), 64, bytes(32), name.encode()).derive(key)
    return derived[:32], derived[32:]


def _parity(raw: bytes) -> int:
    parity = 0
    for byte in raw:
        parity ^= byte
    return parity
