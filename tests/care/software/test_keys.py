"""Keys are long, random, and kept as a digest only."""

from __future__ import annotations

from dataclasses import replace

from care.software.keys import digest_of, is_right, make_secret, parse_secret


def test_a_key_reads_back() -> None:
    secret = make_secret()
    assert parse_secret(f" {secret.text}\n") == secret
    assert parse_secret(secret.text[:-1]) is None
    assert make_secret() != secret


def test_only_the_right_digest_is_right() -> None:
    secret = make_secret()
    assert is_right(secret, digest_of(secret))
    assert not is_right(secret, digest_of(make_secret()))
    assert not is_right(secret, None)
    assert not is_right(replace(secret, text=secret.text + "x"), digest_of(secret))
    assert secret.text not in digest_of(secret)
