"""The hashes: keyed, over every field, in one way of writing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.audit.chain import (
    HASHED,
    canonical,
    derive_chain_keys,
    hash_anchor,
    hash_details,
    hash_erasure,
    hash_line,
    is_same,
)
from care.audit.tables import TRAIL
from care.runtime.sealing import KeyRing

_RING = KeyRing({1: bytes(range(32))})
_SECRET = derive_chain_keys(_RING)
_AT = datetime(2030, 1, 7, 8, 15, tzinfo=UTC)
_LINE: dict[str, object] = {
    "sequence": 1, "at": _AT, "kind": "care", "actor": "a1", "act": "circle.opened",
    "circle": "c1", "patient": "p1", "person": None, "result": "done", "face": "room",
    "details_mac": "d", "previous": "0",
}  # fmt: skip


def test_every_column_is_covered_but_those_that_may_change() -> None:
    free = {"details", "hash", "erased_at", "erasure"}
    assert {column.name for column in TRAIL.columns} - free == set(HASHED)


@pytest.mark.parametrize("name", HASHED)
def test_each_field_counts(name: str) -> None:
    other: dict[str, object] = {"sequence": 2, "at": _AT + timedelta(microseconds=1)}
    changed = _LINE | {name: other.get(name, "x")}
    assert hash_line(_SECRET, changed) != hash_line(_SECRET, _LINE)


def test_nothing_and_no_value_are_not_the_same() -> None:
    assert hash_line(_SECRET, _LINE | {"person": ""}) != hash_line(_SECRET, _LINE)


def test_an_instant_counts_and_not_the_zone_it_is_written_in() -> None:
    elsewhere = _AT.astimezone(timezone(timedelta(hours=2)))
    assert hash_line(_SECRET, _LINE | {"at": elsewhere}) == hash_line(_SECRET, _LINE)


def test_another_ring_makes_another_chain_and_a_new_key_does_not() -> None:
    other = derive_chain_keys(KeyRing({1: bytes(32)}))
    turned = derive_chain_keys(KeyRing({**_RING.keys, 2: bytes(32)}))
    assert hash_line(other, _LINE) != hash_line(_SECRET, _LINE)
    assert hash_line(turned, _LINE) == hash_line(_SECRET, _LINE)


def test_each_purpose_has_its_secret() -> None:
    secrets = [_SECRET.line, _SECRET.details, _SECRET.erasure, _SECRET.anchor]
    assert len(set(secrets)) == 4
    assert not any(secret.hex() in repr(_SECRET) for secret in secrets)


def test_equal_details_in_two_lines_are_not_seen_to_be_equal() -> None:
    assert hash_details(_SECRET, 1, b"{}") != hash_details(_SECRET, 2, b"{}")
    assert hash_details(_SECRET, 1, b"1|{}") != hash_details(_SECRET, 11, b"{}")


def test_erasures_and_anchors_are_tied_to_their_line() -> None:
    line = _LINE | {"hash": "h", "erased_at": _AT}
    assert hash_erasure(_SECRET, line) != hash_erasure(_SECRET, line | {"hash": "i"})
    assert hash_anchor(_SECRET, 1, "h") != hash_anchor(_SECRET, 2, "h")


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=5))
def test_one_value_is_written_one_way(value: dict[str, object]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_hashes_are_compared_whole() -> None:
    assert is_same("ab", "ab")
    assert not is_same("ab", "a")
    assert not is_same("ab", None)
