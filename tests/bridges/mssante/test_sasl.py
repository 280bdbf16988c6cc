"""Initial responses, byte for byte; never in a representation."""

from __future__ import annotations

from bridges.mssante.sasl import external, plain, xoauth2


def test_responses_are_those_of_the_standards() -> None:
    assert plain("a@b.example", "mot").response == b"\0a@b.example\0mot"
    assert external("a@b.example").response == b"a@b.example"
    assert xoauth2("a@b.example", "j").response == b"user=a@b.example\x01auth=Bearer j\x01\x01"


def test_a_secret_is_not_shown() -> None:
    assert "mot" not in repr(plain("a@b.example", "mot"))
    assert "jeton" not in str(xoauth2("a@b.example", "jeton"))
