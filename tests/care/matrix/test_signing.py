"""Signatures over canonical JSON: what was signed is believed, anything else is not."""

from __future__ import annotations

import base64
import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.matrix.signing import (
    SigningKey,
    add_signature,
    decode_base64,
    encode_base64,
    is_signed_by,
)

ALICE = "@alice:test"
SEEDS = st.binary(min_size=32, max_size=32)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(
    TEXTS.filter(lambda name: name not in {"signatures", "unsigned"}), VALUES, max_size=4
)


def signed(key: SigningKey, document: dict[str, Any]) -> dict[str, Any]:
    return add_signature(copy.deepcopy(document), ALICE, key.public, key.sign(document))


@given(SEEDS, DOCUMENTS, DOCUMENTS)
def test_a_signed_document_is_believed_whatever_is_unsigned(
    seed: bytes, document: dict[str, Any], unsigned: dict[str, Any]
) -> None:
    key = SigningKey(seed)
    assert is_signed_by({**signed(key, document), "unsigned": unsigned}, ALICE, key.public)


@given(SEEDS, DOCUMENTS, TEXTS, VALUES)
def test_a_changed_document_is_not(
    seed: bytes, document: dict[str, Any], name: str, value: Any
) -> None:
    key = SigningKey(seed)
    changed = {**signed(key, document), f"x{name}": [value, "changed"]}
    assert not is_signed_by(changed, ALICE, key.public)


@given(SEEDS, SEEDS, DOCUMENTS)
def test_another_key_or_person_is_not(seed: bytes, other: bytes, document: dict[str, Any]) -> None:
    key, stranger = SigningKey(seed), SigningKey(other)
    whole = signed(key, document)
    if seed != other:
        forged = copy.deepcopy(whole)
        forged["signatures"][ALICE] = {f"ed25519:{stranger.public}": key.sign(document)}
        assert not is_signed_by(forged, ALICE, stranger.public)
    assert not is_signed_by(whole, "@bob:test", key.public)


@given(SEEDS, DOCUMENTS)
def test_the_order_of_names_does_not_matter(seed: bytes, document: dict[str, Any]) -> None:
    key = SigningKey(seed)
    backwards = dict(reversed(list(document.items())))
    assert key.sign(document) == key.sign(backwards)


@given(VALUES, VALUES)
def test_nonsense_is_not_signed(document: Any, signatures: Any) -> None:
    key = SigningKey(bytes(32))
    assert not is_signed_by(document, ALICE, key.public)
    assert not is_signed_by({"signatures": signatures}, ALICE, key.public)
    assert not is_signed_by({"signatures": {ALICE: signatures}}, ALICE, key.public)


def test_the_specification_s_own_example() -> None:
    """Appendices, "Signing JSON", test vectors: seed, empty object, its signature."""
    seed = base64.b64decode("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1=")
    signature = (
        "K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ"
    )
    assert SigningKey(seed).sign({}) == signature


@given(st.binary(max_size=40))
def test_base64_comes_back_with_or_without_padding(raw: bytes) -> None:
    bare = encode_base64(raw)
    assert "=" not in bare
    assert decode_base64(bare) == raw
    assert decode_base64(base64.b64encode(raw).decode()) == raw


@pytest.mark.parametrize("text", ["é", "A", "AA A", "a-b_"])
def test_what_is_not_base64_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        decode_base64(text)
