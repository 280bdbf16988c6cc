"""The cross-signing chain: every way in which it can be broken."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from care.matrix.cross_signing import OwnIdentity
from care.matrix.signing import SigningKey
from care.matrix.trust import Doubt, Identity, decide_device_trust, read_identity

ALICE, BOB = "@alice:test", "@bob:test"
OWN, OTHER = (
    OwnIdentity(*(SigningKey(bytes([start + n]) * 32) for n in range(3))) for start in (1, 4)
)
DEVICE = {"user_id": ALICE, "device_id": "PHONE", "keys": {"ed25519:PHONE": "x"}}
Documents = dict[str, Any]


def documents() -> Documents:
    return deepcopy(OWN.documents(ALICE))


def identity(published: Documents) -> Identity:
    return read_identity(ALICE, published["master_key"], published["self_signing_key"])


def signed_device(by: OwnIdentity = OWN, user_id: str = ALICE) -> Documents:
    return by.sign_device(user_id, deepcopy(DEVICE))


def test_the_whole_chain_is_believed() -> None:
    assert identity(documents()) == Identity(OWN.master.public, OWN.self_signing.public)
    assert decide_device_trust(identity(documents()), None, ALICE, signed_device()) is None
    assert (
        decide_device_trust(identity(documents()), OWN.master.public, ALICE, signed_device())
        is None
    )


def no_master(them: Documents) -> None:
    them["master_key"] = {}


def somebody_else_s_master(them: Documents) -> None:
    them["master_key"]["user_id"] = BOB


def master_of_another_usage(them: Documents) -> None:
    them["master_key"]["usage"] = ["self_signing"]


def two_masters(them: Documents) -> None:
    them["master_key"]["keys"]["ed25519:x"] = "x"


def master_under_another_name(them: Documents) -> None:
    them["master_key"]["keys"] = {"ed25519:x": OWN.master.public}


def self_signing_not_signed(them: Documents) -> None:
    del them["self_signing_key"]["signatures"]


def self_signing_signed_by_another(them: Documents) -> None:
    them["self_signing_key"]["signatures"] = OTHER.documents(ALICE)["self_signing_key"][
        "signatures"
    ]


def self_signing_of_another_usage(them: Documents) -> None:
    them["self_signing_key"] = them["user_signing_key"]


def self_signing_of_another(them: Documents) -> None:
    them["self_signing_key"] = OTHER.documents(ALICE)["self_signing_key"]


def no_self_signing(them: Documents) -> None:
    them["self_signing_key"] = {}


def nonsense(them: Documents) -> None:
    them["master_key"] = {"user_id": ALICE, "usage": ["master"], "keys": ["x"]}


BREAKS = [
    no_master,
    somebody_else_s_master,
    master_of_another_usage,
    two_masters,
    master_under_another_name,
    self_signing_not_signed,
    self_signing_signed_by_another,
    self_signing_of_another_usage,
    self_signing_of_another,
    no_self_signing,
    nonsense,
]


@pytest.mark.parametrize("spoil", BREAKS, ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("is_pinned", [False, True])
def test_a_broken_chain_is_not_believed(
    spoil: Callable[[Documents], None], is_pinned: bool
) -> None:
    published = documents()
    spoil(published)
    pinned = OWN.master.public if is_pinned else None

    found = identity(published)
    doubt = decide_device_trust(found, pinned, ALICE, signed_device())

    vanished = is_pinned and found.master is None
    assert doubt is (Doubt.IDENTITY_CHANGED if vanished else Doubt.UNSIGNED)


@pytest.mark.parametrize(
    "device",
    [
        DEVICE,
        signed_device(OTHER),
        signed_device(OWN, BOB),
        {**signed_device(), "device_id": "TABLET"},
        {**signed_device(), "keys": {"ed25519:PHONE": "y"}},
        {},
    ],
    ids=["unsigned", "by another", "for another", "renamed", "other keys", "nothing"],
)
def test_a_device_that_its_owner_did_not_sign_is_doubted(device: Documents) -> None:
    assert decide_device_trust(identity(documents()), None, ALICE, device) is Doubt.UNSIGNED


def test_a_pinned_identity_is_not_replaced_even_by_a_perfect_one() -> None:
    perfect = OTHER.documents(ALICE)
    new = read_identity(ALICE, perfect["master_key"], perfect["self_signing_key"])
    doubt = decide_device_trust(new, OWN.master.public, ALICE, signed_device(OTHER))
    assert doubt is Doubt.IDENTITY_CHANGED
