"""All or nothing: what a batch did is on disk, or never was."""

from __future__ import annotations

import base64
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from nio.crypto import (
    InboundGroupSession,
    OlmAccount,
    OlmDevice,
    OutboundGroupSession,
    Session,
    TrustState,
)

from care.matrix.crypto_store import CryptoStore
from care.matrix.trust import Doubt

ALICE = "@alice:test"


class Interrupted(BaseException):
    """Death in the middle."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "crypto.db"


@pytest.fixture
def store(file: Path) -> Iterator[CryptoStore]:
    opened = CryptoStore(file, "pickle")
    yield opened
    opened.close()


def pins_on_disk(file: Path) -> dict[str, str]:
    reopened = CryptoStore(file, "pickle")
    try:
        return reopened.load_pins()
    finally:
        reopened.close()


def test_a_batch_that_ends_is_kept(store: CryptoStore, file: Path) -> None:
    with store.batch():
        store.pin(ALICE, "m")
        assert pins_on_disk_elsewhere(file) == {}
    assert pins_on_disk(file) == {ALICE: "m"}


def pins_on_disk_elsewhere(file: Path) -> dict[str, str]:
    """Read without writing: a batch is open."""
    connection = sqlite3.connect(file)
    found = dict(connection.execute("SELECT user_id, master FROM pin"))
    connection.close()
    return found


@pytest.mark.parametrize("error", [ValueError, Interrupted])
def test_a_batch_that_raises_leaves_nothing(
    store: CryptoStore, file: Path, error: type[BaseException]
) -> None:
    with pytest.raises(error), store.batch():
        store.pin(ALICE, "m")
        store.save_tracked([ALICE], dirty=True)
        raise error
    assert (store.load_pins(), store.load_tracked()) == ({}, {})
    assert pins_on_disk(file) == {}


def test_an_inner_batch_is_kept_or_lost_with_the_outer_one(store: CryptoStore, file: Path) -> None:
    with pytest.raises(ValueError), store.batch():
        with store.batch():
            store.pin(ALICE, "m")
        raise ValueError
    assert pins_on_disk(file) == {}
    with store.batch():
        with store.batch():
            store.pin(ALICE, "m")
        store.pin("@bob:test", "n")
    assert pins_on_disk(file) == {ALICE: "m", "@bob:test": "n"}


def test_an_inner_failure_that_reaches_the_outer_batch_undoes_both(
    store: CryptoStore, file: Path
) -> None:
    with pytest.raises(ValueError), store.batch():
        store.pin(ALICE, "m")
        with store.batch():
            store.pin("@bob:test", "n")
            raise ValueError
    assert pins_on_disk(file) == {}
    with store.batch():  # and the store is not left inside a transaction
        store.pin(ALICE, "m")
    assert pins_on_disk(file) == {ALICE: "m"}


def test_an_account_comes_back_with_its_keys(store: CryptoStore) -> None:
    assert store.load_account() is None
    account = OlmAccount()
    store.save_account(account)
    found = store.load_account()
    assert found is not None
    assert found.identity_keys == account.identity_keys


def test_another_pickle_key_opens_nothing(store: CryptoStore, file: Path) -> None:
    store.save_account(OlmAccount())
    thief = CryptoStore(file, "guess")
    try:
        with pytest.raises(ValueError):
            thief.load_account()
    finally:
        thief.close()


def test_sessions_come_back_the_last_used_first(store: CryptoStore) -> None:
    ours, theirs = OlmAccount(), OlmAccount()
    theirs.generate_one_time_keys(2)
    peer = theirs.identity_keys["curve25519"]
    keys = list(theirs.one_time_keys["curve25519"].values())
    older, newer = (Session(ours.create_outbound_session(peer, key)) for key in keys)
    for session in (newer, older):
        store.save_session(peer, session)
    older.encrypt("un")
    newer.encrypt("deux")
    for session in (older, newer):
        store.save_session(peer, session)

    found = [session.id for session in store.load_sessions()[peer]]

    assert found == [newer.id, older.id]


def test_devices_come_back_with_their_trust_and_doubts_with_their_reason(
    store: CryptoStore,
) -> None:
    keys = {"ed25519": "e", "curve25519": "c"}
    phone = OlmDevice(ALICE, "PHONE", keys, trust_state=TrustState.verified)
    gone = OlmDevice(ALICE, "GONE", keys, deleted=True, trust_state=TrustState.blacklisted)
    store.save_device_keys({ALICE: {"PHONE": phone, "GONE": gone}})
    store.save_doubt(ALICE, "GONE", Doubt.IDENTITY_CHANGED)
    store.save_doubt(ALICE, "PHONE", Doubt.UNSIGNED)
    store.save_doubt(ALICE, "PHONE", None)

    found = store.load_device_keys()[ALICE]

    assert store.is_device_verified(found["PHONE"])
    assert not store.is_device_verified(found["GONE"])
    assert (found["PHONE"].deleted, found["GONE"].deleted) == (False, True)
    assert store.load_doubts() == {(ALICE, "GONE"): Doubt.IDENTITY_CHANGED}


def test_who_is_followed_is_remembered(store: CryptoStore) -> None:
    store.save_tracked([ALICE, "@bob:test"], dirty=True)
    store.save_tracked([ALICE], dirty=False)
    assert store.load_tracked() == {ALICE: False, "@bob:test": True}


def test_pins_can_be_dropped(store: CryptoStore) -> None:
    store.pin(ALICE, "m")
    store.unpin(ALICE)
    assert store.load_pins() == {}


def test_a_device_is_settled_once_it_was_said(store: CryptoStore, file: Path) -> None:
    assert not store.is_settled
    store.settle()
    store.close()
    reopened = CryptoStore(file, "pickle")
    assert reopened.is_settled
    reopened.close()


def test_the_file_is_its_owner_s_only(store: CryptoStore, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_no_key_lies_in_the_file_in_clear(store: CryptoStore, file: Path) -> None:
    key = OutboundGroupSession().session_key
    session = InboundGroupSession(key, "ed", "curve", "!salle:test")
    assert store.megolm.add(session)
    store.megolm.save(session)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    raw = file.read_bytes()

    assert session.id.encode() in raw
    ratchet = base64.b64decode(session.export_session(0) + "==")[5:133]
    assert ratchet not in raw
    assert key.encode() not in raw
    assert base64.b64encode(ratchet).rstrip(b"=")[4:-4] not in raw
