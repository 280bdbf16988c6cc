"""What is known of a key never holds the key."""

from __future__ import annotations

from dataclasses import fields

from care.software.model import SoftwareKey


def test_has_neither_key_nor_digest() -> None:
    assert {field.name for field in fields(SoftwareKey)}.isdisjoint({"secret", "digest", "text"})
