"""Secret storage and recovery keys, against the specification computed by other means."""

from __future__ import annotations

import base64
import hashlib
import hmac
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.matrix.secret_storage import (
    WrongKey,
    decode_recovery_key,
    decrypt_secret,
    encode_recovery_key,
    encrypt_secret,
    is_key_described,
    key_description,
)

KEYS = st.binary(min_size=32, max_size=32)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@given(KEYS)
def test_a_recovery_key_comes_back(key: bytes) -> None:
    written = encode_recovery_key(key)
    assert decode_recovery_key(written) == key
    assert decode_recovery_key(f" {written.replace(' ', chr(10))} ") == key
    assert {len(group) for group in written.split()[:-1]} == {4}


@given(KEYS, st.data())
def test_a_mistyped_letter_is_noticed(key: bytes, data: st.DataObject) -> None:
    letters = list(encode_recovery_key(key).replace(" ", ""))
    place = data.draw(st.integers(0, len(letters) - 1))
    letters[place] = data.draw(st.sampled_from(ALPHABET.replace(letters[place], "")))
    try:
        found = decode_recovery_key("".join(letters))
    except WrongKey:
        return
    # One parity byte notices 255 of 256: what passes is at least another key, of the right shape.
    assert found != key
    assert len(found) == 32


@pytest.mark.parametrize("text", ["", "0", "IlO0", "é" * 48, "1" * 48, "z" * 60, "EsT", "EsT☃"])
def test_what_is_no_recovery_key_is_refused(text: str) -> None:
    with pytest.raises(WrongKey):
        decode_recovery_key(text)


def test_a_recovery_key_begins_as_the_specification_says() -> None:
    """Prefix 0x8B 0x01 makes every key begin with "Es"; the parity makes the bytes XOR to zero."""
    for key in (bytes(32), b"\xff" * 32, bytes(range(32))):
        written = encode_recovery_key(key).replace(" ", "")
        number = 0
        for letter in written:
            number = number * 58 + ALPHABET.index(letter)
        raw = number.to_bytes(35, "big")
        total = 0
        for byte in raw:
            total ^= byte
        assert written.startswith("Es")
        assert (raw[:2], raw[2:34], total) == (b"\x8b\x01", key, 0)


@given(KEYS, TEXTS, TEXTS)
def test_a_secret_comes_back(key: bytes, name: str, secret: str) -> None:
    assert decrypt_secret(key, name, encrypt_secret(key, name, secret)) == secret


@given(KEYS, KEYS, TEXTS, TEXTS)
def test_another_key_or_name_does_not_open_it(
    key: bytes, other: bytes, name: str, secret: str
) -> None:
    sealed = encrypt_secret(key, name, secret)
    if key != other:
        with pytest.raises(WrongKey):
            decrypt_secret(other, name, sealed)
    with pytest.raises(WrongKey):
        decrypt_secret(key, f"{name}x", sealed)


@given(KEYS, st.sampled_from(["ciphertext", "mac"]), st.integers(0, 7))
def test_an_altered_secret_is_refused(key: bytes, part: str, bit: int) -> None:
    sealed = encrypt_secret(key, "m.test", "secret")
    raw = bytearray(base64.b64decode(sealed[part]))
    raw[0] ^= 1 << bit
    with pytest.raises(WrongKey):
        decrypt_secret(key, "m.test", {**sealed, part: base64.b64encode(raw).decode()})


@pytest.mark.parametrize("part", ["ciphertext", "mac", "iv"])
@pytest.mark.parametrize("value", [None, 3, "", "é", "AA", []])
def test_a_damaged_secret_is_refused(part: str, value: Any) -> None:
    sealed = encrypt_secret(bytes(32), "m.test", "secret")
    with pytest.raises(WrongKey):
        decrypt_secret(bytes(32), "m.test", {**sealed, part: value})


def test_unpadded_base64_opens_as_other_clients_write_it() -> None:
    sealed = encrypt_secret(bytes(32), "m.test", "secret")
    bare = {part: value.rstrip("=") for part, value in sealed.items()}
    assert decrypt_secret(bytes(32), "m.test", bare) == "secret"


def hkdf(key: bytes, info: bytes) -> tuple[bytes, bytes]:
    """RFC 5869 with SHA-256, 32 zero bytes of salt, 64 bytes out: an AES and a MAC key."""
    extracted = hmac.new(bytes(32), key, hashlib.sha256).digest()
    first = hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()
    return first, hmac.new(extracted, first + info + b"\x02", hashlib.sha256).digest()


def openssl_ctr(key: bytes, iv: bytes, data: bytes) -> bytes:
    """AES-256-CTR by the openssl program."""
    command = ["openssl", "enc", "-aes-256-ctr", "-K", key.hex(), "-iv", iv.hex()]
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout


def test_a_secret_is_sealed_as_the_specification_says() -> None:
    key, name, secret = bytes(range(32)), "m.cross_signing.master", "graine"
    sealed = {part: base64.b64decode(v) for part, v in encrypt_secret(key, name, secret).items()}

    aes, mac = hkdf(key, name.encode())

    assert hmac.new(mac, sealed["ciphertext"], hashlib.sha256).digest() == sealed["mac"]
    assert openssl_ctr(aes, sealed["iv"], sealed["ciphertext"]) == secret.encode()
    assert sealed["iv"][8] & 0x80 == 0


def test_a_key_is_described_as_the_specification_says() -> None:
    key = bytes(range(32))
    description = key_description(key, "Cercle")
    aes, mac = hkdf(key, b"")
    zeros = openssl_ctr(aes, base64.b64decode(description["iv"]), bytes(32))
    expected = hmac.new(mac, zeros, hashlib.sha256).digest()
    assert base64.b64decode(description["mac"]) == expected


@given(KEYS, KEYS)
def test_a_description_tells_its_key_from_another(key: bytes, other: bytes) -> None:
    description = key_description(key, "Cercle")
    assert is_key_described(key, description)
    assert is_key_described(other, description) is (key == other)


@pytest.mark.parametrize(
    "description", [{}, {"algorithm": "x"}, {"iv": 3, "mac": 3}, {"iv": "AA", "mac": "AA"}]
)
def test_a_damaged_description_is_nobody_s(description: dict[str, Any]) -> None:
    assert not is_key_described(bytes(32), description)
