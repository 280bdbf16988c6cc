"""Which documents in a list of devices are believed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.matrix.device_list import read_devices
from care.matrix.signing import SigningKey, add_signature

ALICE = "@alice:test"
KEY = SigningKey(bytes(range(32)))
SHAPES = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
)


def document(device_id: str = "PHONE", **changes: Any) -> dict[str, Any]:
    keys = {f"ed25519:{device_id}": KEY.public, f"curve25519:{device_id}": "curve"}
    made: dict[str, Any] = {"user_id": ALICE, "device_id": device_id, "keys": keys, **changes}
    return add_signature(made, ALICE, device_id, KEY.sign(made))


def test_a_device_that_signed_its_document_is_read() -> None:
    found = read_devices(ALICE, {"PHONE": {**document(), "unsigned": {"x": 1}}})
    assert found["PHONE"].keys == {"ed25519": KEY.public, "curve25519": "curve"}


@pytest.mark.parametrize(
    "wrong",
    [
        document(user_id="@eve:test"),
        document("TABLET"),
        document(keys={"ed25519:PHONE": KEY.public}),
        document(keys={"curve25519:PHONE": "curve"}),
        document(keys={"ed25519:PHONE": KEY.public, "curve25519:PHONE": 3}),
        document(keys=[]),
        {**document(), "algorithms": ["added"]},
        {**document(), "signatures": {}},
    ],
)
def test_a_wrong_document_is_left_out_and_the_others_are_not(wrong: dict[str, Any]) -> None:
    found = read_devices(ALICE, {"PHONE": wrong, "GOOD": document("GOOD")})
    assert list(found) == ["GOOD"]


@given(SHAPES)
def test_nonsense_is_no_device(nonsense: Any) -> None:
    assert read_devices(ALICE, nonsense) == {}
    assert read_devices(ALICE, {"PHONE": nonsense}) == {}
    assert read_devices(ALICE, {"PHONE": {**document(), "keys": nonsense}}) == {}
    assert read_devices(ALICE, {"PHONE": {**document(), "signatures": nonsense}}) == {}
