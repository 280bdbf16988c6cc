"""Secrets are long, and only their digests are kept."""

from __future__ import annotations

import pytest

from care.pages.secret import digest_of, make_id, make_secret


def test_no_two_are_alike() -> None:
    assert len({make_secret() for _ in range(100)}) == 100
    assert len({make_id() for _ in range(100)}) == 100


def test_a_secret_cannot_be_read_from_its_digest() -> None:
    secret = make_secret()
    digest = digest_of(secret)
    assert digest == digest_of(secret)
    assert digest is not None and secret not in digest


@pytest.mark.parametrize("text", ["", "a", "a" * 42, "a" * 44, "a" * 42 + "é", "a" * 42 + "\n"])
def test_what_is_no_secret_has_no_digest(text: str) -> None:
    assert digest_of(text) is None
