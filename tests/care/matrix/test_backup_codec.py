"""Backup entries: what we saved comes back, what others slip in does not."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
import vodozemac
from hypothesis import given
from hypothesis import strategies as st
from nio.crypto import InboundGroupSession

from care.matrix.backup_codec import BackupKey

ROOM = "!salle:test"
KEY = BackupKey(bytes(range(32)))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def session_of(group: vodozemac.GroupSession) -> InboundGroupSession:
    return InboundGroupSession(group.session_key.to_base64(), "ed", "curve", ROOM)


def sealed_for_us(payload: object) -> dict[str, Any]:
    """What anybody who knows the public key can make."""
    public = vodozemac.Curve25519PublicKey.from_base64(KEY.public)
    message = vodozemac.PkEncryption.from_key(public).encrypt(orjson.dumps(payload))
    ephemeral, mac, ciphertext = message.to_base64()
    return {"session_data": {"ephemeral": ephemeral, "mac": mac, "ciphertext": ciphertext}}


def opened(entry: dict[str, Any]) -> dict[str, Any]:
    data = entry["session_data"]
    message = vodozemac.Message.from_base64(data["ciphertext"], data["mac"], data["ephemeral"])
    secret = vodozemac.Curve25519SecretKey.from_bytes(KEY.private)
    found: dict[str, Any] = orjson.loads(vodozemac.PkDecryption.from_key(secret).decrypt(message))
    return found


def test_a_session_comes_back_as_it_was() -> None:
    group = vodozemac.GroupSession()
    group.encrypt(b"avant")
    session = session_of(group)
    entry = KEY.encrypt(session, own=False)

    found = KEY.decrypt(ROOM, session.id, entry, "our device")

    assert found is not None
    assert (found.id, found.sender_key, found.ed25519) == (session.id, "curve", "ed")
    assert found.first_known_index == entry["first_message_index"] == 1
    assert found.decrypt(group.encrypt(b"salut").to_base64()) == ("salut", 1)


def test_our_own_session_comes_back_under_our_present_device() -> None:
    session = session_of(vodozemac.GroupSession())
    found = KEY.decrypt(ROOM, session.id, KEY.encrypt(session, own=True), "our device")
    assert found is not None
    assert found.ed25519 == "our device"


def test_other_clients_read_it_as_the_specification_says() -> None:
    session = session_of(vodozemac.GroupSession())
    payload = opened(KEY.encrypt(session, own=False))
    assert payload["algorithm"] == "m.megolm.v1.aes-sha2"
    assert payload["sender_key"] == "curve"
    assert payload["sender_claimed_keys"] == {"ed25519": "ed"}
    assert payload["forwarding_curve25519_key_chain"] == []


def test_a_copy_sealed_by_somebody_else_is_refused() -> None:
    session = session_of(vodozemac.GroupSession())
    payload = opened(KEY.encrypt(session, own=False))
    assert KEY.decrypt(ROOM, session.id, sealed_for_us(payload), "x") is not None

    for changed in ({**payload, "sender_key": "mallory"}, {**payload, "fr.cercle.own": True}):
        assert KEY.decrypt(ROOM, session.id, sealed_for_us(changed), "x") is None
    del payload["fr.cercle.mac"]
    assert KEY.decrypt(ROOM, session.id, sealed_for_us(payload), "x") is None


def test_a_stranger_s_entry_is_refused() -> None:
    session = session_of(vodozemac.GroupSession())
    stranger = BackupKey(bytes(32))
    payload = {**opened(KEY.encrypt(session, own=False))}
    payload["fr.cercle.mac"] = stranger._mac(ROOM, session.id, payload)
    assert KEY.decrypt(ROOM, session.id, sealed_for_us(payload), "x") is None


@pytest.mark.parametrize("place", ["room", "session"])
def test_an_entry_moved_elsewhere_is_refused(place: str) -> None:
    session = session_of(vodozemac.GroupSession())
    entry = KEY.encrypt(session, own=False)
    room = "!autre:test" if place == "room" else ROOM
    session_id = "autre" if place == "session" else session.id
    assert KEY.decrypt(room, session_id, entry, "x") is None


@given(JSON)
def test_nonsense_is_refused(nonsense: Any) -> None:
    assert KEY.decrypt(ROOM, "s", sealed_for_us(nonsense), "x") is None
    assert KEY.decrypt(ROOM, "s", {"session_data": nonsense}, "x") is None
    assert KEY.decrypt(ROOM, "s", nonsense, "x") is None


def test_another_backup_s_key_opens_nothing() -> None:
    session = session_of(vodozemac.GroupSession())
    entry = KEY.encrypt(session, own=False)
    assert BackupKey(bytes(32)).decrypt(ROOM, session.id, entry, "x") is None
