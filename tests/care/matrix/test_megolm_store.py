"""Keys of conversations: several senders under one id, and memory that stays small."""

from __future__ import annotations

import sqlite3

import pytest
import vodozemac
from nio.crypto import InboundGroupSession

from care.matrix import megolm_store
from care.matrix.megolm_store import MegolmStore

ROOM = "!salle:test"


@pytest.fixture
def connection() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


@pytest.fixture
def store(connection: sqlite3.Connection) -> MegolmStore:
    return MegolmStore(connection, "pickle")


def keep(store: MegolmStore, session: InboundGroupSession) -> bool:
    kept = store.add(session)
    store.save(session)
    return kept


def received(
    group: vodozemac.GroupSession, sender: str = "alice", room: str = ROOM
) -> InboundGroupSession:
    """The session of `group` from its present position on, as `sender` gave it."""
    return InboundGroupSession(group.session_key.to_base64(), f"ed {sender}", sender, room)


def indexes(sessions: list[InboundGroupSession]) -> list[tuple[str, int]]:
    return [(session.sender_key, session.first_known_index) for session in sessions]


def test_what_reads_further_back_replaces_what_reads_less(
    store: MegolmStore, connection: sqlite3.Connection
) -> None:
    group = vodozemac.GroupSession()
    early = received(group)
    group.encrypt(b"un")
    middle = received(group)
    group.encrypt(b"deux")
    late = received(group)

    assert keep(store, middle)
    assert not keep(store, late)
    assert keep(store, early)

    for reader in (store, MegolmStore(connection, "pickle")):
        assert indexes(reader.find(ROOM, group.session_id)) == [("alice", 0)]


def test_two_senders_of_one_session_are_kept_apart_in_order_of_arrival(
    store: MegolmStore, connection: sqlite3.Connection
) -> None:
    group = vodozemac.GroupSession()
    early = received(group)
    group.encrypt(b"un")
    keep(store, received(group))
    keep(store, received(group, "mallory"))
    keep(store, early)

    for reader in (store, MegolmStore(connection, "pickle")):
        assert indexes(reader.find(ROOM, group.session_id)) == [("alice", 0), ("mallory", 1)]
        own = reader.get(ROOM, "mallory", group.session_id)
        assert own is not None
        assert own.ed25519 == "ed mallory"


def test_rooms_are_kept_apart(store: MegolmStore) -> None:
    group = vodozemac.GroupSession()
    keep(store, received(group))
    assert store.find("!autre:test", group.session_id) == []


def test_what_memory_let_go_is_read_from_disk(
    store: MegolmStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(megolm_store, "_IN_MEMORY", 3)
    groups = [vodozemac.GroupSession() for _ in range(10)]
    for group in groups:
        keep(store, received(group))

    assert len(store._recent) == 3
    for group in groups:
        [session] = store.find(ROOM, group.session_id)
        assert session.decrypt(group.encrypt(b"un").to_base64()) == ("un", 0)
    assert len(store._recent) == 3


def test_a_position_carries_one_event(store: MegolmStore, connection: sqlite3.Connection) -> None:
    session = received(vodozemac.GroupSession())
    assert not store.is_replay(session, 0, "$un")
    assert not store.is_replay(session, 0, "$un")
    assert not store.is_replay(session, 1, "$deux")
    assert store.is_replay(session, 0, "$deux")
    assert MegolmStore(connection, "pickle").is_replay(session, 1, "$un")


def test_who_repeats_another_s_words_does_not_silence_that_other(store: MegolmStore) -> None:
    group = vodozemac.GroupSession()
    alice, mallory = received(group), received(group, "mallory")
    assert not store.is_replay(mallory, 0, "$copie")
    assert not store.is_replay(alice, 0, "$un")


def test_what_is_new_or_better_waits_for_the_backup(store: MegolmStore) -> None:
    group = vodozemac.GroupSession()
    early = received(group)
    group.encrypt(b"un")
    late = received(group)
    keep(store, late)
    assert store.load_to_back_up() == [late]
    store.mark_backed_up([late])
    assert store.load_to_back_up() == []
    keep(store, early)
    assert store.load_to_back_up() == [early]
    store.mark_backed_up([early])
    store.mark_none_backed_up()
    assert store.load_to_back_up() == [early]


def test_what_was_not_added_is_not_saved(store: MegolmStore) -> None:
    group = vodozemac.GroupSession()
    keep(store, received(group))
    store.save(received(group))
    assert len(store.find(ROOM, group.session_id)) == 1
