"""The documents of an identity say what the specification asks, and come back from their seeds."""

from __future__ import annotations

from care.matrix.cross_signing import SECRET_NAMES, OwnIdentity
from care.matrix.signing import is_signed_by
from care.matrix.trust import Identity, decide_device_trust, read_identity

BOT = "@bot:test"


def test_an_identity_comes_back_from_its_secrets() -> None:
    own = OwnIdentity.create()
    again = OwnIdentity.from_secrets(own.secrets())
    assert again.documents(BOT) == own.documents(BOT)
    assert set(own.secrets()) == set(SECRET_NAMES)


def test_each_identity_is_new() -> None:
    publics = {getattr(OwnIdentity.create(), name).public for name in SECRET_NAMES for _ in "ab"}
    assert len(publics) == 6


def test_the_documents_chain_up_to_the_master_key() -> None:
    own = OwnIdentity.create()
    documents = own.documents(BOT)
    for name in SECRET_NAMES:
        document = documents[f"{name}_key"]
        public = getattr(own, name).public
        assert (document["user_id"], document["usage"]) == (BOT, [name])
        assert document["keys"] == {f"ed25519:{public}": public}
        assert is_signed_by(document, BOT, own.master.public) is (name != "master")


def test_a_signed_device_is_trusted_and_keeps_its_own_signature() -> None:
    own = OwnIdentity.create()
    documents = own.documents(BOT)
    device = {
        "device_id": "D",
        "signatures": {BOT: {"ed25519:D": "sig"}},
        "unsigned": {"device_display_name": "Cercle"},
    }
    signed = own.sign_device(BOT, device)
    identity = read_identity(BOT, documents["master_key"], documents["self_signing_key"])

    assert identity == Identity(own.master.public, own.self_signing.public)
    assert decide_device_trust(identity, None, BOT, signed) is None
    assert signed["signatures"][BOT]["ed25519:D"] == "sig"
    assert "unsigned" not in signed
