"""Bytes to text, whatever was claimed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.charset import Decoded, decode_text, to_bytes


@pytest.mark.parametrize(
    ("raw", "claimed", "text", "is_guessed"),
    [
        ("été".encode(), "utf-8", "été", False),
        ("été".encode("latin-1"), "utf-8", "été", True),
        ("été €".encode("cp1252"), "iso-8859-1", "été €", False),
        ("été".encode("latin-1"), "us-ascii", "été", True),
        ("été".encode(), "iso-8859-1", "été", True),
        ("été".encode(), "", "été", False),
        ("été".encode("latin-1"), "", "été", False),
        ("été".encode("utf-16"), "utf-16", "été", False),
        ("\ufeffété".encode(), "utf-8", "\ufeffété", False),
        (b"uryyb", "rot13", "uryyb", False),
        (b"xn--a..b", "idna", "xn--a..b", False),
        (b"\xe9", "x-unknown", "é", True),
        (b"\xe9", '"utf-8\0"', "é", True),
        (b"\xe9", "zlib", "é", True),
        (b"a\0b\x1b", "utf-8", "ab", False),
        ("テスト".encode("iso-2022-jp"), "iso-2022-jp", "テスト", False),
    ],
)
def test_every_claim(raw: bytes, claimed: str, text: str, is_guessed: bool) -> None:
    assert decode_text(raw, claimed) == Decoded(text, is_guessed)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_never_an_error(raw: bytes, claimed: str) -> None:
    assert "\0" not in decode_text(raw, claimed).text


@given(st.text(max_size=50))
def test_utf8_is_what_it_says(text: str) -> None:
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return
    assert not decode_text(raw, "utf-8").is_guessed


def test_hidden_bytes_come_back() -> None:
    assert to_bytes(b"\xe9t\xe9".decode("ascii", "surrogateescape")) == b"\xe9t\xe9"
    assert to_bytes("\ud800") == b"?"
